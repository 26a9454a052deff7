"""Remaking: what is derived from words and files, after both are in."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from articles.catalog.models import Picture
from articles.press.reprint import reprint
from articles.press.rights import prepare
from articles.reader.models import Edition, Story

#: Stories in one transaction.
BATCH = 200


def remake() -> None:
    """A first print of every picture that is shown, jobs for the others, and every rendering.

    Stopped, it goes on with the stories that have none.
    """
    prepare(Picture.objects.order_by("pk").iterator(BATCH))
    bare = Edition.objects.filter(story=OuterRef("pk"), rendering=None)
    stories = Story.objects.filter(Exists(bare)).order_by("pk").values_list("pk", flat=True)
    last = 0
    while some := list(stories.filter(pk__gt=last)[:BATCH]):
        with transaction.atomic():
            reprint(Edition.objects.filter(story__in=some).select_related("story__section__parent"))
        last = some[-1]
