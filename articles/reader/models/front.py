"""Fronts: what was laid out and when; what a slot shows this second is the policies' to say."""

from typing import Self

from django.db import models

from articles.catalog.kinds import Place
from articles.catalog.models import Picture, Section

from .story import Story


class FrontQuerySet(models.QuerySet["Front"]):
    def of(self, section: int | None) -> Self:
        """Every version of a section's front, by its key; None is the home page."""
        return self.filter(section=section) if section else self.filter(section__isnull=True)


class Front(models.Model):
    """One printing of a front page. Final: no role may change it, and every one is kept."""

    #: None is the home page.
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField()
    live_from = models.DateTimeField()
    #: Of the plan it was printed from.
    version = models.PositiveIntegerField()
    breaking = models.CharField(max_length=160, blank=True)
    breaking_uid = models.UUIDField(null=True, db_index=True)
    breaking_until = models.DateTimeField(null=True)

    objects = FrontQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["section", "number"], name="front_number_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["section", "-number"], name="fronts_of_section")]

    def __str__(self) -> str:
        return f"{self.section_id or '/'}: {self.number}"


class Slot(models.Model):
    """A place on a printed front. It points at a story that may be yet to come.

    Readers see it while its story is theirs; pages leave it out once its time has run out. Empty
    words are the story's own.
    """

    front = models.ForeignKey(Front, models.CASCADE, related_name="slots")
    uid = models.UUIDField(db_index=True)
    live_from = models.DateTimeField()
    until = models.DateTimeField(null=True)
    place = models.CharField(max_length=6, choices=Place)
    order = models.PositiveSmallIntegerField()
    kicker = models.CharField(max_length=80, blank=True)
    headline = models.CharField(max_length=120, blank=True)
    standfirst = models.CharField(max_length=300, blank=True)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="slots")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["front", "order"], name="slot_once"),
            models.UniqueConstraint(fields=["front", "uid"], name="story_on_front_once"),
        ]

    def __str__(self) -> str:
        return f"{self.front_id}: {self.place} {self.uid}"


class Absence(models.Model):
    """A time in which readers did not have a story: what a look back must leave out."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="absences")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.story_id}: {self.since}"
