"""What the desk says of a picture: what its record lacks, and how its rights stand."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from articles.catalog.models import Picture, Tag
from articles.desk.tags import when
from articles.drafts.models import TaggedPicture
from articles.reader.clock import Clock

#: How long beforehand the desk is told that rights end.
SOON = timedelta(days=14)


class Rights(NamedTuple):
    """`state` is ok, soon, ended or lacking; `icon` its outline, `said` its words."""

    state: str
    icon: str
    said: str


def missing_of(picture: Picture) -> list[str]:
    """The words without which no story may use it."""
    needed = {_("description"): picture.alt, _("picture credit"): picture.credit}
    return [name for name, text in needed.items() if not text.strip()]


def rights_of(picture: Picture, now: datetime) -> Rights:
    """How it stands, what is most pressing first."""
    until = picture.usable_until
    if until and until <= now:
        return Rights("ended", "ban", _("rights ended %(moment)s") % {"moment": when(until)})
    if lacking := missing_of(picture):
        said = _("missing: %(fields)s") % {"fields": ", ".join(lacking)}
        return Rights("lacking", "triangle-alert", said)
    if until and until <= now + SOON:
        return Rights("soon", "clock", _("rights end %(moment)s") % {"moment": when(until)})
    if until:
        return Rights("ok", "check", _("until %(moment)s") % {"moment": when(until)})
    return Rights("ok", "check", _("usable"))


def topics_of(picture: Picture) -> list[Tag]:
    """What it is filed under, by name; of rows that came `with_topics`."""
    original = getattr(picture, "original", None)
    return sorted((one.tag for one in original.tagged.all()), key=str) if original else []


def with_topics(rows: QuerySet[Picture]) -> QuerySet[Picture]:
    """These with their topics, in one statement for all of them."""
    tagged = TaggedPicture.objects.select_related("tag")
    return rows.prefetch_related(Prefetch("original__tagged", tagged))


def in_state(state: str) -> Q:
    """The pictures whose rights stand like this, as a condition."""
    soon = Clock() + SOON
    return {
        "ok": (Q(usable_until=None) | Q(usable_until__gt=soon)) & ~in_lack(),
        "soon": Q(usable_until__gt=Clock(), usable_until__lte=soon),
        "ended": Q(usable_until__lte=Clock()),
        "lacking": in_lack(),
    }.get(state, Q())


def in_lack() -> Q:
    return Q(alt="") | Q(credit="")
