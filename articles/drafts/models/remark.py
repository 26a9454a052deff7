"""What colleagues say of an article, and where in it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.text.anchoring import Anchor

from .article import Article


class Remark(models.Model):
    """A remark, or with `thread` a reply to one. Its words stay as they were said, by the desk's
    own rule; only whether it is settled changes.

    A passage is kept by its block's key and its words, never inside the text: see text/anchoring.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="remarks")
    thread = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    #: Of the form it came from: sent twice, it is said once.
    key = models.UUIDField()
    at = models.DateTimeField(db_default=Now(), editable=False)
    text = models.TextField(_("remark"))
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    block = models.CharField(max_length=16, blank=True)
    quote = models.TextField(blank=True)
    before = models.CharField(max_length=80, blank=True)
    after = models.CharField(max_length=80, blank=True)

    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="remark_said_once"),
            models.CheckConstraint(
                condition=Q(thread=None) | Q(quote="", resolved_at=None, resolved_by=None),
                name="remark_reply_is_plain",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.text[:60]}"

    @property
    def anchor(self) -> Anchor | None:
        """The passage it is about; None where it is about the article."""
        return Anchor(self.block, self.quote, self.before, self.after) if self.quote else None
