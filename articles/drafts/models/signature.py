"""Signatures: who stands for which words."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Section

from .article import Article


class Signature(models.Model):
    """One person's name under one digest of one article.

    `authority` says whether the person held the right to approve when signing; `home` is the
    section it was held in, where it does not hold everywhere.
    """

    class Kind(models.TextChoices):
        WROTE = "wrote", _("wrote")
        CHANGED = "changed", _("changed")
        SEEN = "seen", _("seen")
        APPROVED = "approved", _("approved")

    article = models.ForeignKey(Article, models.CASCADE, related_name="signatures")
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    authority = models.BooleanField(default=False)
    home = models.ForeignKey(Section, models.PROTECT, null=True, editable=False, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["at", "id"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["article", "digest", "by"], name="signature_once"),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.get_kind_display()}"
