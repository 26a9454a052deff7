"""The log: what people decided, and why."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.fields.json import KT
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Article

#: The words by which the desk finds a decision.
REASON = SearchVector("why", config="simple")


class Decision(models.Model):
    """One line of the log. Append-only, by grant; it outlives what it speaks of."""

    article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="decisions")
    #: Of the article; a line about a log-in has none.
    uid = models.UUIDField(db_index=True, null=True)
    verb = models.CharField(max_length=20)
    #: Nobody, where a name was tried that no account has.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    why = models.TextField(blank=True)
    version = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    details = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(KT("details__picture"), name="decisions_on_pictures"),
            models.Index(fields=["-at", "-id"], name="decisions_latest"),
            models.Index(fields=["verb", "-at", "-id"], name="decisions_by_verb"),
            GinIndex(REASON, condition=~models.Q(why=""), name="decision_words"),
        ]
        default_permissions = ("view",)
        permissions = (("view_gate", "Can see who logged in and out"),)

    def __str__(self) -> str:
        return f"{self.verb} ({self.by})"
