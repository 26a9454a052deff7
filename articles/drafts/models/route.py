"""Routes: what the wire does with a supplier's texts that are of a certain kind."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Section, Tag
from articles.drafts.kinds import Priority
from articles.text.languages import LANGUAGES

from .supplier import Supplier


class Route(models.Model):
    """A rule: where all its conditions hold, it says where a text goes. The first word counts."""

    supplier = models.ForeignKey(
        Supplier, models.CASCADE, related_name="routes", verbose_name=_("supplier")
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=10, help_text=_("Of two that say different things, the lower counts.")
    )
    words = models.CharField(
        _("one of these words"),
        max_length=500,
        blank=True,
        help_text=_("Whole words or phrases in headline, lead or text, with commas between them."),
    )
    subjects = models.CharField(
        _("one of these subjects"),
        max_length=500,
        blank=True,
        help_text=_("As its supplier names them: subjects and categories, with commas."),
    )
    urgency = models.PositiveSmallIntegerField(
        _("urgency up to"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(8)],
        help_text=_("1 is a flash, 8 can wait."),
    )
    ignore = models.BooleanField(
        _("ignore"), default=False, help_text=_("It becomes no article, and is kept as ignored.")
    )
    section = models.ForeignKey(
        Section,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="+", verbose_name=_("topics"))
    language = models.CharField(_("language"), max_length=8, blank=True, choices=LANGUAGES)
    priority = models.PositiveSmallIntegerField(
        _("priority"), null=True, blank=True, choices=Priority
    )

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")
        ordering = ["supplier__name", "order", "id"]
        default_permissions = ("add", "change", "delete", "view")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(urgency=None) | models.Q(urgency__range=(1, 8)),
                name="route_urgency_as_agencies_count",
            )
        ]

    def __str__(self) -> str:
        return f"{self.supplier}: {self.words or self.subjects or self.urgency or '…'}"
