"""What stands at addresses where no story stands any more."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .story import Story


class Gone(models.Model):
    """Says at a withdrawn story's address that it is gone, since when and why (a 410)."""

    class Kind(models.TextChoices):
        WITHDRAWN = "withdrawn", _("withdrawn")
        RETRACTED = "retracted", _("retracted as wrong")
        LEGAL = "legal", _("withdrawn for legal reasons")

    path = models.CharField(max_length=200, unique=True)
    #: The story's, which no reader can look up any more.
    uid = models.UUIDField(null=True)
    story = models.OneToOneField(Story, models.SET_NULL, null=True, blank=True, related_name="gone")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.TextField(blank=True)
    #: Of the notice that those get who keep copies: one more than that of the last edition.
    version = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["-at", "-id"], name="gone_latest")]

    def __str__(self) -> str:
        return self.path


class Tombstone(models.Model):
    """Says in one list's feeds that a story they carried is gone. Lifted with its `gone`.

    There is one for each list that readers found the story in, by the scope of that list.
    """

    gone = models.ForeignKey(Gone, models.CASCADE, related_name="tombstones")
    scope = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["scope", "-at", "-id"], name="tombstones_of_scope")]

    def __str__(self) -> str:
        return f"{self.scope}: {self.gone_id}"


class Redirect(models.Model):
    """A former address and where it leads. A story's is known once the story has been live."""

    path = models.CharField(_("old address"), max_length=200, unique=True)
    to = models.CharField(_("leads to"), max_length=200)
    #: All addresses that begin with `path` lead to what begins with `to` and goes on as they do.
    prefix = models.BooleanField(_("and all below it"), default=False, db_default=False)
    #: None where it leads to a page that is no story, or to another site.
    story = models.ForeignKey(
        Story, models.CASCADE, null=True, blank=True, related_name="redirects", editable=False
    )
    live_from = models.DateTimeField(_("since"), editable=False)

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.path} → {self.to}"
