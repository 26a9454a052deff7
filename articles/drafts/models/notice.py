"""The inbox of each person, and what they asked to be told of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Section

from .article import Article
from .decision import Decision
from .remark import Remark


class Watch(models.Model):
    """Somebody wants to hear of one article, one section, or one colleague."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches")
    article = models.ForeignKey(Article, models.CASCADE, null=True, related_name="+")
    section = models.ForeignKey(Section, models.CASCADE, null=True, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("watch")
        verbose_name_plural = _("watches")
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["by", one], name=f"watch_{one}_once")
            for one in ("article", "section", "account")
        ] + [
            models.CheckConstraint(
                condition=Q(article__isnull=False, section=None, account=None)
                | Q(article=None, section__isnull=False, account=None)
                | Q(article=None, section=None, account__isnull=False),
                name="watch_of_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.by_id}: {self.article_id or self.section_id or self.account_id}"


class Notice(models.Model):
    """One line of somebody's inbox. It holds no words of its own, only what it points at."""

    class Kind(models.TextChoices):
        MENTION = "mention", _("calls you")
        REPLY = "reply", _("replies")
        REMARK = "remark", _("has a remark")
        RESOLVED = "resolved", _("settles a remark")
        REOPENED = "reopened", _("takes a remark up again")
        DECISION = "decision", _("decides")

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=8, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    article = models.ForeignKey(Article, models.CASCADE, related_name="+")
    remark = models.ForeignKey(Remark, models.CASCADE, null=True, related_name="+")
    decision = models.ForeignKey(Decision, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True)
    #: Whether the next mail tells of it, unless it is read before.
    to_mail = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("line of the inbox")
        verbose_name_plural = _("lines of the inbox")
        ordering = ["-id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["to", "-id"], name="notice_newest"),
            models.Index(fields=["to"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["to", "at"], condition=Q(to_mail=True), name="notice_to_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.to_id}: {self.kind} ({self.article_id})"
