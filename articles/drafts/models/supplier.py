"""Suppliers: whose feeds the wire asks for, how often, and what came of it last."""

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Section, Source

#: Minutes between two askings, at least and at most.
OFTEN, SELDOM = 5, 1440


class SupplierQuerySet(models.QuerySet["Supplier"]):
    def due(self) -> "SupplierQuerySet":
        """Those whose moment has come."""
        return self.filter(active=True, next_at__lte=Now()).exclude(address="")


class Supplier(models.Model):
    """Another newsroom or an agency, and how its texts come. No reader's role knows it."""

    class Printing(models.TextChoices):
        FREE = "", _("the desk decides")
        REWRITTEN = "rewritten", _("must be rewritten")
        WHOLE = "whole", _("may be printed whole")

    #: What its texts are known and credited by; it stays.
    name = models.CharField(
        _("name"),
        max_length=120,
        unique=True,
        help_text=_("The name its texts come under; files say it themselves. It stays."),
    )
    address = models.URLField(
        _("address of the feed"),
        max_length=500,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("RSS, Atom or JSON Feed. Empty where the supplier sends files by itself."),
    )
    every = models.PositiveSmallIntegerField(
        _("minutes between two askings"),
        default=15,
        validators=[MinValueValidator(OFTEN), MaxValueValidator(SELDOM)],
        help_text=_("Five at least. It is asked less often while it does not answer."),
    )
    section = models.ForeignKey(
        Section,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
        help_text=_("Where its texts are filed at first."),
    )
    credit = models.ForeignKey(
        Source,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("credited as"),
        help_text=_("The source that readers are told. Empty: one of the supplier's name."),
    )
    licence = models.TextField(
        _("licence"),
        blank=True,
        help_text=_("What we may do with its texts: the desk reads it in every article's note."),
    )
    printing = models.CharField(
        _("printing"),
        max_length=10,
        blank=True,
        choices=Printing,
        default=Printing.FREE,
        help_text=_(
            "What must be rewritten cannot be published while more than a fifth of its words stand"
            " as they came."
        ),
    )
    pictures = models.BooleanField(
        _("take its pictures"),
        default=False,
        db_default=False,
        help_text=_(
            "Pictures that its texts name are fetched into the library, with its credit. Nobody"
            " sees them before they are published."
        ),
    )
    active = models.BooleanField(_("asked regularly"), default=True)
    # What the wire writes.
    etag = models.CharField(max_length=500, blank=True, editable=False)
    modified = models.CharField(max_length=100, blank=True, editable=False)
    asked_at = models.DateTimeField(_("last asked"), null=True, editable=False)
    outcome = models.TextField(_("what came of it"), blank=True, editable=False)
    next_at = models.DateTimeField(_("asked next"), db_default=Now(), editable=False)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, editable=False)

    objects = SupplierQuerySet.as_manager()

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering = ["name"]
        default_permissions = ("add", "change", "delete", "view")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(every__range=(OFTEN, SELDOM)),
                name="supplier_asked_politely",
                violation_error_message=_("Between five minutes and a day."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def pause(self) -> timedelta:
        return timedelta(minutes=self.every)
