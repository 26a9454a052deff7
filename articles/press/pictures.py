"""Printing pictures: which ones an edition shows, and that there is something to show of each."""

from articles.catalog.models import Picture
from articles.reader.models import Edition, PictureUse, Slot, Story

from .rights import prepare, settle


def print_pictures(edition: Edition, *, current: Edition) -> None:
    """Write the edition's pictures, and see to it that each can be shown from its moment on.

    `current` is the edition readers have once this is done; pictures of older ones go.
    """
    older = PictureUse.objects.filter(story=edition.story, number__lt=current.number)
    before = set(older.values_list("picture", flat=True))
    older.delete()
    frozen = edition.pictures
    known = {one.key: one for one in Picture.objects.filter(key__in=[one["key"] for one in frozen])}
    PictureUse.objects.bulk_create(
        PictureUse(
            edition=edition,
            story=edition.story,
            number=edition.number,
            live_from=edition.live_from,
            picture=known[one["key"]],
            role=one["role"],
        )
        for one in frozen
        if one["key"] in known
    )
    prepare(known.values())
    settle(before - {one.pk for one in known.values()})


def prepare_story(story: Story) -> None:
    """A story is back: so are the pictures it shows, whose files were taken away."""
    prepare(Picture.objects.filter(pk__in=pictures_of(story)))


def pictures_of(story: Story) -> list[int]:
    """Keys of the rows, to be settled once the story is another."""
    placed = Slot.objects.filter(uid=story.uid, picture__isnull=False)
    used = story.picture_uses.values_list("picture")
    return [key for (key,) in used.union(placed.values_list("picture"))]
