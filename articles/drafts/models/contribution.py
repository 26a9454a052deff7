"""Who contributed to an article, and as what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import FormerPerson, Person

from .article import Article


class Contribution(models.Model):
    """One name in the byline."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="contributions")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    #: Entered twice once: words that were signed before name the person by that key still.
    former = models.ForeignKey(
        FormerPerson,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        db_index=False,
    )
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

    @property
    def key(self) -> int:
        """By which words name the person; who was put in the place of another has another one."""
        same = self.former is not None and self.former.person_id == self.person_id
        return (self.former.key if same and self.former else None) or self.person_id
