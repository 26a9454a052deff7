"""Dispatches: what other newsrooms and agencies sent, and what became of it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Article


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    def open(self) -> "DispatchQuerySet":
        """What somebody has still to look at."""
        return self.filter(state__in=Dispatch.ASKING, seen_at=None)

    def without_files(self) -> "DispatchQuerySet":
        return self.defer("content", "sketch")


class Dispatch(models.Model):
    """One version of one text as its source sent it, with its file. No reader's role knows it."""

    class State(models.TextChoices):
        TAKEN = "taken", _("taken in")
        UPDATED = "updated", _("new version taken over")
        OFFERED = "offered", _("new version offered")
        MERGED = "merged", _("new version merged with the desk's words")
        KILLED = "killed", _("taken back by its source")
        WITHHELD = "withheld", _("withheld by its source")
        REFUSED = "refused", _("refused")
        IGNORED = "ignored", _("ignored by a route")

    #: These ask for somebody's decision.
    ASKING = (State.OFFERED, State.KILLED, State.WITHHELD)
    #: These say that the words must not be used.
    STOPPING = (State.KILLED, State.WITHHELD)

    source = models.CharField(_("source"), max_length=120, blank=True)
    #: The source's own name for the text, whatever version of it.
    guid = models.CharField(_("source's number"), max_length=500, blank=True)
    number = models.PositiveBigIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=State)
    #: Why it was refused, in words.
    why = models.TextField(_("reason"), blank=True)
    headline = models.CharField(_("headline"), max_length=200, blank=True)
    urgency = models.PositiveSmallIntegerField(_("urgency"), null=True)
    article = models.ForeignKey(
        Article,
        models.CASCADE,
        null=True,
        related_name="dispatches",
        verbose_name=_("article"),
    )
    #: The article's version that holds these words as they came; None while nothing does.
    article_version = models.PositiveIntegerField(null=True)
    #: The path readers knew it by, where it comes from this house's own archive.
    former = models.CharField(_("former address"), max_length=200, blank=True)
    #: What the reader of its format made of it, part by part, and where each part stood.
    told = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    #: What its words are recognised by, and whose stories of several suppliers are one.
    sketch = ArrayField(models.BigIntegerField(), default=list, editable=False)
    kin = models.UUIDField(null=True, editable=False, db_index=True)
    #: SHA-256 of the file, in hexadecimal.
    digest = models.CharField(max_length=64, db_index=True, editable=False)
    filename = models.CharField(_("file name"), max_length=200, blank=True)
    #: The file as it came. In the row, so that whoever deletes the one deletes the other.
    content = models.BinaryField()
    received_at = models.DateTimeField(_("received"), db_default=Now())
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("dispatches")
        ordering = ["-received_at", "-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-received_at", "-id"], name="dispatches_latest"),
            GinIndex(fields=["sketch"], name="dispatches_alike"),
            models.Index(
                fields=["article"],
                name="dispatches_asking",
                condition=Q(state__in=("offered", "killed", "withheld"), seen_at=None),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "guid", "number", "state"],
                condition=~Q(state="refused"),
                name="dispatch_once",
            )
        ]

    def __str__(self) -> str:
        return self.headline or self.filename or self.guid
