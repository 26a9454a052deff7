"""Links for people without an account: to one version of one article, for a while."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Article

#: No link is open for longer.
LONGEST = timedelta(days=90)


class Share(models.Model):
    """A link for one guest. What it shows stays; of its secret only a digest is kept."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="shares")
    #: The version it shows, by number: newer ones are not for this guest.
    version = models.PositiveIntegerField()
    guest = models.CharField(_("guest"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    may_approve = models.BooleanField(_("may approve quotations"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("link for a guest")
        verbose_name_plural = _("links for guests")
        ordering = ["-at", "-id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__lte=models.F("at") + LONGEST),
                name="share_expires_in_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guest} ({self.article_id}, {self.version})"


class ShareVisit(models.Model):
    """Somebody opened a link. When, and nothing else: no address of a network, no browser."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="visits")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("visit of a guest")
        verbose_name_plural = _("visits of guests")
        ordering = ["-at", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["share", "-at"], name="share_visits_latest")]

    def __str__(self) -> str:
        return f"{self.share_id} ({self.at})"


class ShareReply(models.Model):
    """What a guest said: a remark, or that a quotation is right. Append-only, by grant."""

    class Kind(models.TextChoices):
        REMARK = "remark", _("remark")
        APPROVAL = "approval", _("quotation approved")

    share = models.ForeignKey(Share, models.CASCADE, related_name="replies")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField(blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("reply of a guest")
        verbose_name_plural = _("replies of guests")
        ordering = ["at", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["share"],
                condition=models.Q(kind="approval"),
                name="share_approved_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.share_id})"
