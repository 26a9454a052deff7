"""A story: what stays from edition to edition."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.catalog.kinds import Kind
from articles.catalog.models import Section
from articles.reader.clock import Clock


class StoryQuerySet(models.QuerySet["Story"]):
    """For readers the policies do the choosing; `live()` says the same where an editor asks."""

    def live(self) -> Self:
        return self.filter(live_from__lte=Clock(), withdrawn=False)


class Story(models.Model):
    """An article's address and place among the others. Its words are its editions'."""

    uid = models.UUIDField(unique=True)
    path = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=8, default="story")
    genre = models.CharField(max_length=14, default="news")
    language = models.CharField(max_length=12)
    #: A simple page has neither; everything else has both.
    section = models.ForeignKey(Section, models.PROTECT, null=True, related_name="+")
    branch = models.ForeignKey(Section, models.PROTECT, null=True, related_name="+")
    live_from = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)
    #: How often it was withdrawn, and when it last came back: for those who keep copies.
    withdrawals = models.PositiveSmallIntegerField(default=0)
    returned_at = models.DateTimeField(null=True)
    #: When a ticker ended; while it runs, nothing.
    closed_at = models.DateTimeField(null=True)
    #: How often an entry of a ticker came, was corrected or was taken back, and when that last was.
    turns = models.PositiveIntegerField(default=0, db_default=0)
    turned_at = models.DateTimeField(null=True)
    #: Of entries taken back: by which name feeds had one, and when it went. Nothing of its words.
    recalled = models.JSONField(null=True)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-live_from", "-id"], name="story_latest"),
            models.Index(
                fields=["returned_at", "id"],
                condition=models.Q(returned_at__isnull=False),
                name="stories_returned",
            ),
            models.Index(
                fields=["turned_at", "id"],
                condition=models.Q(turned_at__isnull=False),
                name="tickers_turned",
            ),
            models.Index(
                fields=["path"], condition=models.Q(kind=Kind.PAGE), name="stories_that_are_pages"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=Kind.PAGE, section=None, branch=None)
                | models.Q(~models.Q(kind=Kind.PAGE), section__isnull=False, branch__isnull=False),
                name="only_pages_have_no_section",
            )
        ]

    def __str__(self) -> str:
        return self.path

    def get_absolute_url(self) -> str:
        return self.path
