"""What somebody is typing and has not saved yet."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from .article import Article


class Autosave(models.Model):
    """The words of one form that is open in one tab. It never touches the article's version.

    `words` is null while nothing was typed: the row then only says that somebody is there.
    """

    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="autosaves")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    tab = models.UUIDField()
    seen = models.PositiveIntegerField(default=0)
    words = models.JSONField(null=True)
    #: When the words came, and when the tab was last heard of.
    at = models.DateTimeField(db_default=Now(), editable=False)
    heard_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        ordering = ["-at", "-id"]
        default_permissions = ()
        indexes = [models.Index(fields=["article", "-heard_at"], name="autosave_by_presence")]
        constraints = [models.UniqueConstraint(fields=["by", "tab"], name="autosave_once")]

    def __str__(self) -> str:
        return f"{self.article_id} ({self.by})"
