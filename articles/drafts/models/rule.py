"""What a section asks before anything of its is published."""

from django.contrib.auth.models import Group
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Section

#: Four eyes: no rule goes below.
FEWEST = 2
MOST = 5


class SectionRule(models.Model):
    """How a section is signed, and who publishes there; what stands under it follows suit.

    A section without a rule follows the one above it, then the house: two signatures.
    """

    section = models.OneToOneField(
        Section, models.CASCADE, related_name="+", verbose_name=_("section")
    )
    signatures = models.PositiveSmallIntegerField(
        _("signatures"),
        default=FEWEST,
        validators=[MaxValueValidator(MOST)],
        help_text=_("How many different people must have signed the same words: two to five."),
    )
    among = models.ForeignKey(
        Group,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("one of them from"),
        help_text=_("A group such as legal: somebody of it must be among those who signed."),
    )
    strict = models.BooleanField(
        _("strict"),
        default=False,
        help_text=_("Whoever approves has written none of it, not a word."),
    )
    publishers = models.ManyToManyField(
        Group,
        blank=True,
        related_name="+",
        verbose_name=_("who may publish"),
        help_text=_("Nobody chosen: everyone who may publish at all."),
    )

    class Meta:
        verbose_name = _("rule of a section")
        verbose_name_plural = _("rules of sections")
        ordering = ["section__rank", "section__slug"]
        default_permissions = ("add", "change", "delete", "view")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signatures__range=(FEWEST, MOST)),
                name="rule_asks_two_to_five",
                violation_error_message=_("Two to five signatures: one pair of eyes is too few."),
            )
        ]

    def __str__(self) -> str:
        return str(self.section)
