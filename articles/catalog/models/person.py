"""People: those who write, and what readers may know of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .section import plain_slug


class Person(models.Model):
    """Somebody with a byline. Readers may see every column, so nothing confidential is here."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.CharField(_("slug"), max_length=80, unique=True, validators=[plain_slug])
    role = models.CharField(
        _("role"), max_length=120, blank=True, help_text=_("As readers see it: “City hall”.")
    )
    biography = models.TextField(_("short biography"), blank=True)
    portrait = models.ForeignKey(
        "articles.Picture",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="portrayed",
        verbose_name=_("portrait"),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/people/{self.slug}/"
