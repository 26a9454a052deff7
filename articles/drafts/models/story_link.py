"""How an article belongs together with another one, or with one that is yet to come."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.catalog import links
from articles.text.ids import block_id

from .article import Article

#: Links of one article, at most.
MOST = 50


class StoryLinkQuerySet(models.QuerySet["StoryLink"]):
    def promises(self) -> "StoryLinkQuerySet":
        """Those that name a story nobody has found yet."""
        return self.filter(to=None, settled=False)


class StoryLink(models.Model):
    """A link of an article: one row, told at both ends. Without a `to` it is a promise.

    It belongs to `article`, is signed with its words, and is printed with it. What it quotes is
    the writer's own text; which story is meant the press may find out later, and no word changes.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="links")
    #: Names this link in every edition it is printed in.
    key = models.CharField(max_length=8, default=block_id, editable=False)
    kind = models.CharField(
        _("kind"), max_length=links.LONGEST, choices=links.choices, default="previous"
    )
    to = models.ForeignKey(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="linked_from",
        verbose_name=_("article"),
    )
    quoted = models.CharField(_("quoted headline"), max_length=300, blank=True)
    #: Its normal form (`text.headlines`); only `drafts.linking` writes the two.
    quoted_key = models.CharField(max_length=300, blank=True, editable=False)
    address = models.CharField(_("address on this site"), max_length=200, blank=True)
    external = models.CharField(_("foreign address or number"), max_length=200, blank=True)
    wording = models.CharField(
        _("wording"),
        max_length=200,
        blank=True,
        help_text=_("What readers click on. Empty: the headline the story has today."),
    )
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("For the desk. No reader ever sees it.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    settled = models.BooleanField(
        default=False, editable=False, help_text=_("There is no such story: it stays text.")
    )

    objects = StoryLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("related story")
        verbose_name_plural = _("related stories")
        ordering = ["order", "id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="link_key_once"),
            models.CheckConstraint(
                condition=Q(to=None) | ~Q(to=F("article")),
                name="link_not_to_itself",
                violation_error_message=_("An article cannot be related to itself."),
            ),
            models.CheckConstraint(
                condition=~Q(to=None) | ~Q(quoted="") | ~Q(address="") | ~Q(external=""),
                name="link_leads_somewhere",
                violation_error_message=_("Name an article, a headline or an address."),
            ),
            models.UniqueConstraint(
                fields=["article", "to", "kind"],
                condition=Q(quoted=""),
                name="link_once",
                violation_error_message=_("This article is already linked in this way."),
            ),
            models.UniqueConstraint(
                fields=["article", "quoted_key", "kind"],
                condition=~Q(quoted_key=""),
                name="promise_once",
                violation_error_message=_("This headline is already linked in this way."),
            ),
            models.CheckConstraint(condition=Q(order__lt=MOST), name="link_at_most_fifty"),
            models.UniqueConstraint(
                fields=["article", "order"],
                name="link_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        indexes = [
            models.Index(
                fields=["quoted_key"], condition=Q(to=None, settled=False), name="promises_by_quote"
            ),
            models.Index(
                fields=["address"],
                condition=Q(to=None, settled=False) & ~Q(address=""),
                name="promises_by_address",
            ),
            models.Index(
                fields=["external"],
                condition=Q(to=None, settled=False) & ~Q(external=""),
                name="promises_by_external",
            ),
        ]

    def __str__(self) -> str:
        return f"{links.kind_named(self.kind)}: {self.named}"

    @property
    def named(self) -> str:
        """What the desk calls the other end."""
        return self.to.headline if self.to else self.quoted or self.address or self.external

    @property
    def promised(self) -> bool:
        return self.to_id is None and not self.settled


class Unrelated(models.Model):
    """Somebody said: these two do not belong together, or this is not the story promised."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="refusals")
    other = models.ForeignKey(Article, models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "other"], name="refused_once")]

    def __str__(self) -> str:
        return f"{self.article_id}: not {self.other_id}"
