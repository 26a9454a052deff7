"""Addresses that readers asked for in vain, by day: no word of who asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Missing(models.Model):
    """How often one address was asked for on one day where nothing is. Kept for a season."""

    day = models.DateField(_("day"))
    path = models.CharField(_("address"), max_length=200)
    times = models.PositiveIntegerField(_("times"))

    class Meta:
        verbose_name = _("missing address")
        verbose_name_plural = _("missing addresses")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["day", "path"], name="missing_once_a_day")]

    def __str__(self) -> str:
        return self.path
