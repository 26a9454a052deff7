"""Who contributed to an article, and as what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Person

from .article import Article


class Contribution(models.Model):
    """One name in the byline."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="contributions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    role = models.CharField(
        _("role"), max_length=60, blank=True, help_text=_("Empty for the author.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "person"],
                name="contribution_once",
                violation_error_message=_("This person is already in the byline."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.person}" if self.role else str(self.person)
