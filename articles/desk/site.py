"""The desk's site: Django's admin with a calm first page and its own content policy."""

from typing import Any

from csp.constants import NONCE, SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles.drafts.errors import Refusal
from articles.drafts.kinds import State
from articles.drafts.models import Article, Decision, User
from articles.drafts.noticing import RIGHT, acknowledge, unseen

from . import guests, moment
from .standing import with_standing

#: The editor brings an import map of its own, and its engine writes style elements; the preview
#: stands in a frame.
POLICY = {
    "script-src": [SELF, NONCE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:"],
    "frame-src": [SELF],
}
#: Articles on each list of the first page.
FEW = 8
#: Approved articles looked through for what is still to be published.
MANY = 100


class Desk(AdminSite):
    """What editors log in to."""

    site_title = site_header = settings.SITE_NAME
    index_title = _("Desk")
    enable_nav_sidebar = False

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        view = csp_update(POLICY)(super().admin_view(view, cacheable))
        return require_http_methods(["GET", "HEAD", "POST"])(view)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        at = self.admin_view(moment.page)
        own: list[URLPattern | URLResolver] = [
            path("as-of/", at, name="as_of"),
            path("seen/<int:pk>/", self.admin_view(self.seen), name="decision_seen"),
            re_path(r"^shared/(?P<secret>.*?)/?$", guests.page, name="guest"),
            re_path(r"^as-of/(?P<at>[^/]+)/(?P<path>.*)$", at, name="as_of_page"),
        ]
        return own + super().get_urls()

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        own = board_for(request.user) if isinstance(request.user, User) else {}
        return super().index(request, own | (extra_context or {}))

    def seen(self, request: Any, pk: int) -> HttpResponse:
        """POST: this person has taken notice of a decision."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            acknowledge(get_object_or_404(Decision, pk=pk), by=request.user)
        except Refusal as refusal:
            raise PermissionDenied from refusal
        return HttpResponseRedirect(reverse("admin:index"))


def board_for(user: User) -> dict[str, Any]:
    """What waits for this person, what they are at, and what they must have seen."""
    if not user.has_perm("articles.view_article"):
        return {}
    rows = (
        Article.objects.select_related("section__parent", "changed_by", "writer", "editor")
        .defer("body")
        .order_by("priority", "wanted_by", "-changed_at")
    )
    open_rows = rows.exclude(state__in=(State.SPIKED, State.APPROVED))
    assigned = with_standing(open_rows.filter(Q(writer=user) | Q(editor=user))[:FEW])
    waiting = with_standing(rows.filter(state=State.SUBMITTED)[:FEW])
    drafts = rows.filter(state=State.DRAFT, created_by=user).exclude(writer=user)
    signed = with_standing(rows.filter(state=State.APPROVED).order_by("-changed_at", "-id")[:MANY])
    ready = [one for one in signed if one.standing.printable]
    due = sorted((one for one in signed if one.standing.due), key=lambda one: one.standing.due_from)
    lists = [
        (_("Assigned to me"), assigned),
        (_("Waiting for a second pair of eyes"), waiting),
        (_("Approved, not published"), ready[:FEW]),
        (_("Appears by itself"), due[:FEW]),
        (_("My drafts"), with_standing(drafts.order_by("-changed_at", "-id")[:FEW])),
    ]
    return {
        "notices": list(unseen(user)) if user.has_perm(f"articles.{RIGHT}") else [],
        "lists": lists,
        "quiet": not any(articles for _label, articles in lists),
    }
