"""The article: what editors edit."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models.functions import Left, Now
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles.catalog.kinds import Genre, Kind
from articles.catalog.models import Picture, Section, Tag
from articles.catalog.models.section import plain_slug
from articles.catalog.moments import sensible
from articles.drafts.kinds import Measure, Priority, State
from articles.text.ids import uuid7
from articles.text.languages import LANGUAGES

#: The words of an article by which the desk finds it. PostgreSQL refuses to index more than a
#: megabyte of them, and a text may have two: what stands at its very end is not found.
WORDS = SearchVector(
    "kicker",
    "headline",
    "short_headline",
    "standfirst",
    Left("body", 100_000),
    "internal_note",
    "slug",
    config="simple",
)


class Article(models.Model):
    """A working copy: a row with ordinary fields, never deleted, never seen by a reader.

    `version` is its only collision token; `drafts.saving` is the only place that writes it.
    """

    uid = models.UUIDField(default=uuid7, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.DRAFT, editable=False
    )

    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.STORY)
    genre = models.CharField(
        _("genre"),
        max_length=14,
        choices=Genre,
        default=Genre.NEWS,
        help_text=_("Opinion, guest contributions and advertisements are labelled as such."),
    )
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    headline = models.CharField(_("headline"), max_length=200)
    short_headline = models.CharField(
        _("short headline"),
        max_length=120,
        blank=True,
        help_text=_("For cards, browser tabs and search results. Empty: the headline."),
    )
    standfirst = models.TextField(_("standfirst"), blank=True)
    body = models.TextField(_("text"), blank=True)

    lead = models.ForeignKey(
        Picture,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
    )
    lead_caption = models.TextField(
        _("caption of the lead picture"), blank=True, help_text=_("Empty: the picture's own.")
    )

    section = models.ForeignKey(
        Section, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    tags = TaggableManager(_("topics"), through="articles.TaggedArticle", blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    language = models.CharField(_("language"), max_length=12, choices=LANGUAGES, default="de")
    slug = models.CharField(
        _("slug"),
        max_length=80,
        blank=True,
        validators=[plain_slug],
        help_text=_("The last part of the address. Empty: made from the headline."),
    )
    search_title = models.CharField(_("title for search engines"), max_length=120, blank=True)
    search_description = models.CharField(
        _("description for search engines"), max_length=300, blank=True
    )
    urgency = models.PositiveSmallIntegerField(
        _("urgency"),
        choices=[(n, str(n)) for n in range(1, 9)],
        default=5,
        help_text=_("1 is most urgent, 8 least, as agencies count."),
    )
    internal_note = models.TextField(
        _("internal note"), blank=True, help_text=_("For the desk. No reader ever sees it.")
    )
    external_id = models.CharField(
        _("agency's number"),
        max_length=200,
        blank=True,
        db_index=True,
        help_text=_("As the agency names its text, so that others can refer to it."),
    )
    live_from = models.DateTimeField(
        _("wanted date"),
        null=True,
        blank=True,
        help_text=_("When it ought to appear. Publishing asks again."),
    )

    # Who does what until when. Planning is no version: it never collides with anybody's words.
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("writes"),
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("edits"),
    )
    wanted_by = models.DateTimeField(_("due"), null=True, editable=False)
    priority = models.PositiveSmallIntegerField(
        _("priority"), choices=Priority, default=Priority.NORMAL, editable=False
    )
    #: How long it is to be; None where nobody said.
    length = models.PositiveIntegerField(_("length"), null=True, editable=False)
    measure = models.CharField(
        max_length=10,
        choices=Measure,
        default=Measure.CHARACTERS,
        db_default=Measure.CHARACTERS,
        editable=False,
    )

    created_at = models.DateTimeField(_("created"), db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"), db_default=Now(), editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("changed by"),
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-changed_at", "-id"]
        indexes = [
            models.Index(fields=["-changed_at", "-id"], name="article_by_change"),
            models.Index(fields=["section", "-created_at", "-id"], name="article_beside"),
            models.Index(
                fields=["state", "priority", "wanted_by"],
                condition=models.Q(state__in=(State.DRAFT, State.SUBMITTED)),
                name="article_in_work",
            ),
            models.Index(fields=["language", "-changed_at", "-id"], name="article_by_language"),
            models.Index(fields=["genre", "-changed_at", "-id"], name="article_by_genre"),
            models.Index(
                fields=["live_from"],
                condition=models.Q(live_from__isnull=False),
                name="article_planned",
            ),
            models.Index(
                fields=["wanted_by"],
                condition=models.Q(wanted_by__isnull=False),
                name="article_wanted",
            ),
            GinIndex(SearchVector("headline", config="simple"), name="article_headline_words"),
            GinIndex(WORDS, name="article_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=~models.Q(slug=""),
                name="article_slug_once",
                violation_error_message=_("Another article has this slug."),
            ),
            sensible("article_date_sensible"),
            sensible("article_wanted_by_sensible", "wanted_by"),
        ]
        default_permissions = ("add", "change", "view")
        permissions = [
            ("submit_article", "Can submit articles"),
            ("approve_article", "Can approve articles"),
            ("assign_article", "Can say who writes and edits, and until when"),
            ("publish_article", "Can publish articles"),
            ("correct_article", "Can correct what is live"),
            ("recall_article", "Can recall what is not yet live"),
            ("ticker_article", "Can add to tickers, correct and close them"),
            ("withdraw_article", "Can withdraw what is live"),
            ("restore_article", "Can restore what was withdrawn"),
            ("move_article", "Can give a story a new address"),
            ("redact_article", "Can take words out of what was printed"),
            ("purge_article", "Can purge a story for good"),
            ("break_glass_article", "Can publish without the signatures, for a written reason"),
            ("edit_own_sections", "Can do an editor's work in their own sections"),
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def tag_list(self) -> list[Tag]:
        if "tags" in getattr(self, "_prefetched_objects_cache", {}):
            return sorted(self.tags.all(), key=lambda one: one.name)
        return list(self.tags.order_by("name")) if self.pk else []

    def words(self) -> dict[str, Any]:
        """Every field an editor writes, as a version keeps it."""
        return {name: getattr(self, name) for name in WRITTEN}


#: What a save writes and a version keeps, related rows apart.
WRITTEN = (
    "kind",
    "genre",
    "kicker",
    "headline",
    "short_headline",
    "standfirst",
    "body",
    "lead_id",
    "lead_caption",
    "section_id",
    "place",
    "language",
    "slug",
    "search_title",
    "search_description",
    "urgency",
    "internal_note",
    "external_id",
    "live_from",
)


class TaggedArticle(ItemBase):
    """A topic of an article. A table of its own: what readers see never mixes with drafts."""

    content_object = models.ForeignKey(Article, models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_articles")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="article_tag_once")
        ]
