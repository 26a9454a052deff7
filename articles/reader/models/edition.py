"""Editions: the words, as printed."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from articles.catalog.moments import sensible
from articles.reader.clock import Clock

from .story import Story


class EditionQuerySet(models.QuerySet["Edition"]):
    def lifted(self) -> Self:
        """Those whose moment has come. A reader's role sees no others anyway."""
        return self.filter(live_from__lte=Clock())

    def due(self) -> Self:
        return self.filter(live_from__gt=Clock())

    def current(self) -> Self:
        """The highest-numbered one of each story, among those whose moment has come."""
        higher = Edition.objects.lifted().filter(
            story=OuterRef("story"), number__gt=OuterRef("number")
        )
        return self.lifted().filter(~Exists(higher))


class Edition(models.Model):
    """One printing of a story. From `live_from` on it is final: no role may change or delete it.

    Words are frozen here; people and sources are kept as keys and the names as printed.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("first edition")
        MINOR = "minor", _("minor edit")
        UPDATE = "update", _("update")
        CORRECTION = "correction", _("correction")

    story = models.ForeignKey(Story, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    note = models.TextField(blank=True)
    live_from = models.DateTimeField()
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    format = models.PositiveSmallIntegerField(default=1)

    story_kind = models.CharField(max_length=8)
    genre = models.CharField(max_length=14)
    language = models.CharField(max_length=12)
    kicker = models.CharField(max_length=80, blank=True)
    headline = models.CharField(max_length=200)
    short_headline = models.CharField(max_length=120, blank=True)
    standfirst = models.TextField(blank=True)
    body = models.TextField(blank=True)
    place = models.CharField(max_length=80, blank=True)
    search_title = models.CharField(max_length=120, blank=True)
    search_description = models.CharField(max_length=300, blank=True)
    #: [{"person": key, "name": as printed, "slug": …, "role": …}, …] in order
    bylines = models.JSONField(default=list)
    #: [{"source": key, "name", "home": as printed, "relation", "url", "retrieved", "in_text"}, …]
    credits = models.JSONField(default=list)
    #: [{"key", "kind", "quoted", "wording"}, …] in order; whom they lead to is `Link`'s to say
    links = models.JSONField(default=list)
    #: [{"key", "role", "own", "alt", "caption", "credit"}, …], the lead first
    pictures = models.JSONField(default=list)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["story", "version", "kind", "live_from"], name="edition_printed_once"
            ),
            sensible("edition_date_sensible"),
        ]
        indexes = [
            models.Index(fields=["live_from", "id"], name="editions_by_moment"),
            models.Index(
                fields=["-live_from", "-id"],
                condition=models.Q(kind="correction"),
                name="corrections_latest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.number})"

    @property
    def title(self) -> str:
        """The short headline where there is one: for cards, tabs and feeds' readers."""
        return self.short_headline or self.headline
