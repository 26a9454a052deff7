"""Who has taken notice of a decision that everyone responsible must see."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .decision import Decision


class Acknowledgement(models.Model):
    """One person's "seen" under one line of the log."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="seen_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("acknowledgement")
        verbose_name_plural = _("acknowledgements")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["decision", "by"], name="acknowledged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.by}"
