"""Sources: where a story's facts come from, as far as readers are told."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .section import plain_slug


class Source(models.Model):
    """An outlet, agency, document or person that stories credit by name."""

    class Kind(models.TextChoices):
        OUTLET = "outlet", _("outlet")
        AGENCY = "agency", _("agency")
        DOCUMENT = "document", _("document")
        PERSON = "person", _("person")

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.CharField(_("slug"), max_length=80, unique=True, validators=[plain_slug])
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OUTLET)
    url = models.URLField(_("address"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
