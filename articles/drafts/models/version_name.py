"""Names people give to versions."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Article


class VersionName(models.Model):
    """What somebody calls a version, such as "as read by the lawyer". The version never changes."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="version_names")
    number = models.PositiveIntegerField()
    name = models.CharField(_("name"), max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("name of a version")
        verbose_name_plural = _("names of versions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="version_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
