"""Entries of a ticker: small editions of their own, newest first on their story's page."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.reader.clock import Clock

from .story import Story


class EntryQuerySet(models.QuerySet["Entry"]):
    """For readers the policies do the choosing; `standing()` says it where an editor asks."""

    def standing(self) -> Self:
        """Those that nobody has recalled, and whose moment has come."""
        return self.filter(recalled=False, live_from__lte=Clock())

    def newest_first(self) -> Self:
        return self.order_by("-live_from", "-id")


class Entry(models.Model):
    """An entry's address and place, and what is derived from its words, which are its editions'.

    `manage.py reprint` prints the derived columns anew.
    """

    story = models.ForeignKey(Story, models.PROTECT, related_name="entries")
    #: Names it in its address, for ever.
    key = models.CharField(max_length=8)
    live_from = models.DateTimeField()
    #: Taken back in its first minute: no reader sees it or its editions.
    recalled = models.BooleanField(default=False)
    #: Whether its first line stands at the head of the ticker.
    key_point = models.BooleanField(default=False)
    #: Of its newest edition.
    number = models.PositiveSmallIntegerField(default=1)
    #: Its first line, for the head of the ticker.
    line = models.CharField(max_length=200)
    #: How the page shows it.
    html = models.TextField()
    #: What it says of itself to machines (a schema.org BlogPosting).
    linked = models.JSONField(default=dict)
    #: Its item in RSS, in Atom, in JSON Feed, and the text they carry.
    item = models.TextField()
    entry = models.TextField()
    json = models.TextField()
    text = models.TextField()

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["story", "key"], name="entry_key_once")]
        indexes = [
            models.Index(fields=["story", "-live_from", "-id"], name="entries_of_story"),
            models.Index(
                fields=["story", "-live_from", "-id"],
                condition=models.Q(key_point=True),
                name="key_points_of_story",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}: {self.key}"

    def get_absolute_url(self) -> str:
        return f"{self.story.path}entries/{self.key}/"


class EntryEdition(models.Model):
    """One printing of an entry. It is final: no role may change or delete it."""

    class Kind(models.TextChoices):
        FIRST = "first", _("first edition")
        CORRECTION = "correction", _("correction")

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.FIRST)
    #: What was wrong, for readers.
    note = models.TextField(blank=True)
    live_from = models.DateTimeField()
    headline = models.CharField(max_length=200, blank=True)
    #: Cleaned HTML.
    body = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("edition of an entry")
        verbose_name_plural = _("editions of entries")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="entry_edition_once")
        ]
        indexes = [
            models.Index(
                fields=["-live_from", "-id"],
                condition=models.Q(kind="correction"),
                name="entry_corrections_latest",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} ({self.number})"
