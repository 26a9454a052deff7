"""Articles at the desk: list, form, versions, preview, verbs."""

from typing import Any

from django.contrib import admin, messages
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelForm, Textarea
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from js_asset import Media

from articles.desk import (
    autosave,
    bulk,
    comparison,
    history,
    links,
    naming,
    neighbours,
    other_end,
    preview,
    promises,
    proving,
    remarks,
    rewriting,
    saved_views,
    shares,
    suggestions,
    ticker,
    typesetting,
    verb_page,
    worklist,
)
from articles.desk.conflict import questions
from articles.desk.fields import WITH_SCHEME
from articles.desk.forms import ArticleForm
from articles.desk.front.standing import where_it_stands
from articles.desk.history import label_of
from articles.desk.links import LinkForm, LinkFormSet
from articles.desk.offers import look_at
from articles.desk.parts import PartFormSet
from articles.desk.searching import with_words
from articles.desk.standing import with_standing
from articles.drafts import saving
from articles.drafts.kinds import State
from articles.drafts.models import Article, Contribution, Credit, StoryLink
from articles.drafts.models.story_link import MOST
from articles.drafts.remarking import open_threads

from .columns import Columns
from .filters import ChangedMenu, FaultMenu, KindMenu, NameMenu, PersonField, PlanMenu, TopicField
from .lookups import OwnFilters
from .own_pages import Page, own_pages
from .typed import TypedNames

FIELDSETS: Any = (
    (None, {"classes": ("write",), "fields": ("kicker", "headline", "standfirst", "body", "seen")}),
    (
        _("Filing"),
        {"classes": ("facts",), "fields": ("section", "tags", "kind", "genre", "short_headline")},
    ),
    (_("Lead picture"), {"classes": ("facts",), "fields": ("lead", "lead_caption")}),
    (
        _("Desk"),
        {
            "classes": ("facts",),
            "fields": ("internal_note", "live_from", "urgency", "place", "external_id"),
        },
    ),
    (
        _("Address and search"),
        {
            "classes": ("facts", "collapse"),
            "fields": ("slug", "language", "search_title", "search_description"),
        },
    ),
)

#: Addresses beside Django's own: where, what answers, and its name after `articles_article_`.
OWN: tuple[tuple[str, Page, str], ...] = (
    ("autosave/", autosave.page, "autosave"),
    ("promises/", promises.page, "promises"),
    ("views/", saved_views.page, "views"),
    ("find/", links.found, "find"),
    ("names/", naming.found, "names"),
    ("colleagues/", remarks.colleagues, "colleagues"),
    ("<int:pk>/remarks/", remarks.page, "remarks"),
    ("<int:pk>/do/<str:name>/", verb_page.verb, "do"),
    ("<int:pk>/preview/", preview.page, "preview"),
    ("preview/", preview.page, "preview_new"),
    ("<int:pk>/proof/", proving.page, "proof"),
    ("proof/", proving.page, "proof_new"),
    ("<int:pk>/typeset/", typesetting.page, "typeset"),
    ("typeset/", typesetting.page, "typeset_new"),
    ("<int:pk>/suggestions/", suggestions.page, "suggestions"),
    ("<int:pk>/neighbours/", neighbours.page, "neighbours"),
    ("<int:pk>/linked/", other_end.page, "linked"),
    ("<int:pk>/worklist/", worklist.page, "worklist"),
    ("<int:pk>/shares/", shares.page, "shares"),
    ("<int:pk>/ticker/", ticker.page, "ticker"),
    ("<int:pk>/ticker/keep/", ticker.keep, "ticker_keep"),
    ("<int:pk>/ticker/<str:key>/", ticker.entry, "ticker_entry"),
    ("<int:pk>/sources/", rewriting.page, "sources"),
    ("<int:pk>/history/", history.page, "history"),
    ("<int:pk>/history/<str:before>/<str:after>/", comparison.page, "compare"),
    ("<int:pk>/name/<int:number>/", history.name, "name"),
    ("<int:pk>/restore/<int:number>/", comparison.restore, "restore"),
)


#: What the list says of an article that stands in rows of their own.
SHOWN_WITH = ("section__parent", "changed_by", "writer", "editor")


class Part(TypedNames, admin.StackedInline):
    """Rows that are part of an article: whoever may change it may change them."""

    extra = 0
    formset = PartFormSet
    formfield_overrides = WITH_SCHEME

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return bool(request.user.has_perm("articles.change_article"))

    has_add_permission = has_delete_permission = has_change_permission

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return bool(request.user.has_perm("articles.view_article"))


class ContributionInline(Part):
    """Who wrote it."""

    model = Contribution
    fields = ("person", "role", "order")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contribution]:
        return super().get_queryset(request).select_related("person")


class CreditInline(Part):
    """Whom it owes what it reports."""

    model = Credit
    fields = ("source", "relation", "in_text", "url", "retrieved_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Credit]:
        return super().get_queryset(request).select_related("source")


class LinkInline(Part):
    """Which other stories it belongs together with."""

    model = StoryLink
    form, formset, template = LinkForm, LinkFormSet, "admin/desk/links.html"
    fk_name, extra, max_num = "article", 4, MOST

    def get_queryset(self, request: HttpRequest) -> QuerySet[StoryLink]:
        return super().get_queryset(request).select_related("to")

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_max=True, **kwargs)


@admin.register(Article)
class ArticleAdmin(Columns, OwnFilters, admin.ModelAdmin):
    """Hands on to `drafts.saving` and to the verbs; decides nothing itself."""

    form = ArticleForm
    fieldsets = FIELDSETS
    inlines = (ContributionInline, CreditInline, LinkInline)
    list_display = ("story", "status", "readers", "filed", "plan", "who", "changed")
    list_display_links = ("story",)
    list_filter = (
        ("state", KindMenu),
        ("section", NameMenu),
        ("genre", KindMenu),
        ("language", KindMenu),
        ("priority", KindMenu),
        PlanMenu,
        ChangedMenu,
        FaultMenu,
        PersonField,
        TopicField,
    )
    also_allowed = ("created_by__id__exact",)
    list_per_page = 25
    search_fields = ("headline",)  # asks for the field; what it searches is with_words
    actions = bulk.actions()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        """By the index of words, the list's and that of every field that completes a headline."""
        term = search_term.replace("\0", "").strip()
        return queryset.filter(pk__in=with_words(term)) if term else queryset, False

    def changelist_view(self, request: Any, extra_context: Any = None) -> Any:
        own = {"saved_views": list(request.user.saved_views.all())}
        return super().changelist_view(request, own | (extra_context or {}))

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        changelist.result_list = with_standing(changelist.result_list)
        return changelist

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Article | None:
        """Held while a save is going on, so that the form's look at the version stays true."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        return Article.objects.select_for_update(no_key=True).get(pk=found.pk)

    def save_model(self, request: Any, obj: Article, form: ModelForm, change: bool) -> None:
        """A new article gets its row here; a known one is claimed with its related rows."""
        if not change:
            saving.claim(obj, by=request.user)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        """A version for every save that changed anything."""
        autosave.forget_tab(request)
        if change:
            suggestions.refuse(form.instance, request.POST, by=request.user)
        if change and not (form.has_changed() or any(one.has_changed() for one in formsets)):
            return
        if change:
            saving.claim(form.instance, by=request.user)
        super().save_related(request, form, formsets, change)
        saving.record(form.instance, by=request.user)
        self.say_merged(request, form, formsets)

    def say_merged(self, request: HttpRequest, form: Any, formsets: Any) -> None:
        """Whose changes came in with this save, and where."""
        kept = [one.name for one in formsets if getattr(one, "kept", False)]
        if names := [label_of(name) for name in (*form.merged.taken, *kept)]:
            said = _("Brought together with what was saved meanwhile: %(fields)s.")
            messages.info(request, said % {"fields": ", ".join(names)})

    def construct_change_message(
        self, request: Any, form: Any, formsets: Any, add: Any = False
    ) -> Any:
        """Said by the history, from the versions themselves."""
        return []

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Versions and decisions are the log."""

    log_addition = log_change

    def get_urls(self) -> list[URLPattern]:
        return own_pages(self, OWN) + super().get_urls()

    def render_change_form(self, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        """What the rail says; and the editor's import map, with this answer's nonce."""
        article = kwargs.get("obj")
        context["media"] = Media.from_media(context["media"], nonce=str(request.csp_nonce))
        if article and article.pk:
            context["linked_from"] = links.linked_from(article)
            context["unlinked"] = links.unlinked(article)
            context["rechecks"] = article.rechecks.select_related("cause", "asked_by")
            context["dispatches"] = article.dispatches.open().defer("content", "told")
            context["came_in"] = article.dispatches.exists()
            context["remarks"] = open_threads(article)
            context["shares"] = shares.summary(article)
            context["stands"] = where_it_stands(article)
            context["look"] = look_at(Article.objects.get(pk=article.pk), request.user)
        form, formsets = context["adminform"].form, context["inline_admin_formsets"]
        context["conflict"] = list(questions(form, formsets))
        context["autosaved"] = " ".join(autosave.FIELDS)
        context["who"] = article and article.changed_by
        return super().render_change_form(request, context, *args, **kwargs)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Spiked articles are out of the way until somebody asks for them."""
        rows = super().get_queryset(request)
        asked = request.resolver_match and request.resolver_match.url_name
        listing = asked == "articles_article_changelist" and "state__exact" not in request.GET
        if request.method != "POST" and asked == "articles_article_changelist":
            # Not joined: the database would do so before it sorts, for every article there is.
            rows = rows.defer("body", "internal_note").prefetch_related(*SHOWN_WITH)
        return rows.exclude(state=State.SPIKED) if listing else rows

    formfield_overrides = {
        models.TextField: {"widget": Textarea(attrs={"rows": 2, "class": "grow"})},
    }
