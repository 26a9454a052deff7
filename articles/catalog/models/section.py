"""Sections: a tree of two levels, a few dozen rows."""

from typing import Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.catalog.collation import by_locale
from articles.catalog.hues import Hue

plain_slug = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Lower-case letters, digits and single hyphens only.")
)


class SectionQuerySet(models.QuerySet["Section"]):
    def in_order(self) -> Self:
        """By their rank, and by title in the order of the site's language where that is one."""
        return self.select_related("parent").order_by("rank", by_locale("title"), "slug")


class Section(models.Model):
    """A part of the paper, such as "Politics", or a part of such a part."""

    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        limit_choices_to={"parent": None},
        verbose_name=_("under"),
        help_text=_("Empty for a section of its own. Sections have two levels."),
    )
    title = models.CharField(_("title"), max_length=60)
    slug = models.CharField(
        _("slug"),
        max_length=40,
        validators=[plain_slug],
        help_text=_("Stands in the address of the section and of its stories."),
    )
    description = models.CharField(_("description"), max_length=300, blank=True)
    rank = models.PositiveSmallIntegerField(_("order"), default=100)
    hue = models.CharField(
        _("hue"),
        max_length=10,
        choices=Hue,
        blank=True,
        help_text=_(
            "Of its rules, kickers and end marks. Empty: one that no other section has."
            " Sections under another take its hue."
        ),
    )
    picture = models.ForeignKey(
        "articles.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sections",
        verbose_name=_("picture"),
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["rank", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")),
                name="section_not_under_itself",
                violation_error_message=_("A section cannot stand under itself."),
            ),
            models.UniqueConstraint(
                fields=["parent", "slug"],
                nulls_distinct=False,
                name="section_slug_once_per_level",
                violation_error_message=_("There is already a section with this slug here."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/{self.path}/"

    @property
    def path(self) -> str:
        """`politics` or `politics/local`, as it stands in the address."""
        return f"{self.parent.slug}/{self.slug}" if self.parent else self.slug

    @property
    def branch(self) -> "Section":
        """The top section this one belongs to; itself where it is one."""
        return self.parent or self

    @property
    def lineage(self) -> list["Section"]:
        """This section and what it stands under, lowest first."""
        return [self, self.parent] if self.parent else [self]

    def clean(self) -> None:
        if self.parent and self.parent.parent_id:
            raise ValidationError({"parent": _("Sections have two levels, not three.")})
