"""What somebody is typing into a ticker and has not sent yet."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from .article import Article


class Unsent(models.Model):
    """The unfinished entry of one person, under the key it will have: sent twice, it is one."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="unsent")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=8)
    #: {"headline", "text", "key_point"} as typed
    words = models.JSONField(default=dict)
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "by", "key"], name="unsent_once")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.key}"
