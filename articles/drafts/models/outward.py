"""Addresses outside to which articles lead, and whether anybody answers there."""

from datetime import timedelta

from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Article

#: A link is dead when it failed so often, over at least so long: a house may be away for a weekend.
OFTEN, LONG = 3, timedelta(days=3)


class OutwardQuerySet(models.QuerySet["Outward"]):
    def due(self) -> "OutwardQuerySet":
        """Those whose turn it is, who has waited longest first."""
        return self.filter(next_at__lte=Now()).order_by("next_at", "pk")

    def dead(self) -> "OutwardQuerySet":
        """Failed again and again, over days."""
        return self.filter(failures__gte=OFTEN, failed_since__lte=F("asked_at") - LONG)


class Outward(models.Model):
    """One address in one article's text, and what came of asking there."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="outward", verbose_name=_("article")
    )
    address = models.CharField(_("address"), max_length=600)
    #: Its computer's name: one is never asked twice at once.
    host = models.CharField(max_length=255, editable=False)
    #: In a row, the last one included; since the first of them.
    failures = models.PositiveSmallIntegerField(_("failures"), default=0)
    failed_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    outcome = models.CharField(_("what came of it"), max_length=200, blank=True)
    asked_at = models.DateTimeField(_("asked at"), null=True, blank=True)
    next_at = models.DateTimeField(db_default=Now(), db_index=True)

    objects = OutwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("dead link")
        verbose_name_plural = _("dead links")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "address"], name="outward_once_an_article")
        ]
        indexes = [
            models.Index(fields=["address"], name="outward_address"),
            models.Index(
                fields=["failed_since"],
                name="outward_failing",
                condition=models.Q(failures__gte=OFTEN),
            ),
        ]

    def __str__(self) -> str:
        return self.address
