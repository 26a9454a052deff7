"""Which pictures look like this one: an index narrows them down, bits decide."""

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, IntegerField, QuerySet

from articles.catalog.models import Picture

#: Bits of 64 in which alike pictures may differ; the index finds every pair up to six.
ALIKE = 6
#: With fewer bits set, or unset, a picture has nothing in it by which to know it: a plain area.
PLAIN = 6
#: Pictures offered beside a new one.
FEW = 4


class Bands(Func):
    """The fingerprint in seven pieces; two that differ in six bits share at least one piece."""

    function = "newsroom_bands"
    output_field = ArrayField(IntegerField())


class Apart(Func):
    """In how many bits two fingerprints differ."""

    template = "bit_count((%(expressions)s)::bit(64))"
    arg_joiner = " # "
    output_field = IntegerField()


def alike(picture: Picture) -> QuerySet[Picture]:
    """The pictures that look most like this one, the most alike first."""
    likeness = F("original__likeness")
    mine = picture.original.likeness
    bits = (mine % 2**64).bit_count()
    if not PLAIN <= bits <= 64 - PLAIN:
        return Picture.objects.none()
    return (
        Picture.objects.annotate(bands=Bands(likeness), apart=Apart(likeness, mine))
        .filter(bands__overlap=Bands(mine), apart__lte=ALIKE)
        .exclude(pk=picture.pk)
        .select_related("original")
        .order_by("apart", "-pk")[:FEW]
    )
