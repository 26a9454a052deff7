"""How often articles were read, by day: numbers, and no word of who read."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .article import Article


class Readership(models.Model):
    """How often one article was read on one day. Kept for a season."""

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="readership", verbose_name=_("article")
    )
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(_("times"))

    class Meta:
        verbose_name = _("readership")
        verbose_name_plural = _("readership")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["day", "article"], name="readership_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.times}"
