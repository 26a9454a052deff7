"""Renderings: everything that can be made again from an edition's words."""

from typing import Self

from django.db import models

from articles.reader.clock import Clock

from .edition import Edition
from .story import Story


class RenderingQuerySet(models.QuerySet["Rendering"]):
    def lifted(self) -> Self:
        """What the policy shows a reader, said again for an editor."""
        return self.filter(live_from__lte=Clock(), withdrawn=False)


class Rendering(models.Model):
    """An edition as ready HTML. `manage.py reprint` makes it anew; editions stay as they are.

    What it repeats of edition and story the database fills in and keeps true (migration 0139), so
    that a list or a policy that asks for the newest one looks at a single row.
    """

    edition = models.OneToOneField(
        Edition, models.CASCADE, primary_key=True, related_name="rendering"
    )
    story = models.ForeignKey(
        Story, models.DO_NOTHING, db_constraint=False, db_index=False, related_name="renderings"
    )
    number = models.PositiveIntegerField()
    #: When readers have it: the edition's moment, and not before the story's.
    live_from = models.DateTimeField()
    withdrawn = models.BooleanField()
    #: What others call the story: the edition's short headline, or its headline.
    title = models.CharField(max_length=200)
    #: What the page says of itself to machines.
    head = models.TextField()
    #: Kicker to byline.
    top = models.TextField()
    #: The text, and the notes below it.
    body = models.TextField()
    #: How lists show it.
    card = models.TextField()
    #: Its item in RSS, in Atom, and in JSON Feed, each without the text.
    item = models.TextField()
    entry = models.TextField(default="")
    json = models.TextField(default="")
    #: The text as feeds carry it.
    text = models.TextField(default="")

    objects = RenderingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["story", "-number"], name="renderings_of_story")]

    def __str__(self) -> str:
        return f"rendering of {self.edition_id}"
