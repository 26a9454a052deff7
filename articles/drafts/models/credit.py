"""Whom a story owes what it reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Source

from .article import Article


class Credit(models.Model):
    """A source and what the story took from it."""

    class Relation(models.TextChoices):
        QUOTED = "quoted", _("quoted")
        REWRITTEN = "rewritten", _("with material from")
        OWN = "own", _("own reporting")

    article = models.ForeignKey(Article, models.CASCADE, related_name="credits")
    source = models.ForeignKey(Source, models.PROTECT, related_name="+", verbose_name=_("source"))
    relation = models.CharField(
        _("relation"), max_length=10, choices=Relation, default=Relation.QUOTED
    )
    url = models.URLField(_("address"), max_length=500, blank=True)
    retrieved_at = models.DateField(_("retrieved"), null=True, blank=True)
    in_text = models.BooleanField(
        _("named in the text"),
        default=False,
        help_text=_("The text itself credits the source, so it is not printed a second time."),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "source", "relation"],
                name="credit_once",
                violation_error_message=_("This source is already credited in this way."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()}: {self.source}"
