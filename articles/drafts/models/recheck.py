"""What somebody ought to look at again, because a story it links to has changed."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from .article import Article


class Recheck(models.Model):
    """An article whose text may be wrong by now; open until somebody says they have looked."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="rechecks")
    cause = models.ForeignKey(Article, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "cause"], name="recheck_once")]

    def __str__(self) -> str:
        return f"{self.article_id}: because of {self.cause_id}"
