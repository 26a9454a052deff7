"""The desk's site: Django's admin with a calm first page and its own content policy."""

from typing import Any

from csp.constants import NONCE, SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, re_path
from django.utils.translation import gettext_lazy as _

from articles.drafts.kinds import State
from articles.drafts.models import Article, User

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
        return csp_update(POLICY)(super().admin_view(view, cacheable))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        at = self.admin_view(moment.page)
        own: list[URLPattern | URLResolver] = [
            path("as-of/", at, name="as_of"),
            re_path(r"^shared/(?P<secret>.*?)/?$", guests.page, name="guest"),
            re_path(r"^as-of/(?P<at>[^/]+)/(?P<path>.*)$", at, name="as_of_page"),
        ]
        return own + super().get_urls()

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        own = lists_for(request.user) if isinstance(request.user, User) else {}
        return super().index(request, own | (extra_context or {}))


def lists_for(user: User) -> dict[str, Any]:
    """What waits for this person, and what they are at."""
    if not user.has_perm("articles.view_article"):
        return {}
    rows = Article.objects.select_related("section__parent", "changed_by").defer("body")
    waiting = with_standing(rows.filter(state=State.SUBMITTED)[:FEW])
    mine = with_standing(rows.filter(state=State.DRAFT, created_by=user)[:FEW])
    signed = with_standing(rows.filter(state=State.APPROVED)[:MANY])
    ready = [one for one in signed if one.standing.printable]
    due = sorted((one for one in signed if one.standing.due), key=lambda one: one.standing.due_from)
    return {
        "lists": [
            (_("Waiting for a second pair of eyes"), waiting),
            (_("Approved, not published"), ready[:FEW]),
            (_("Appears by itself"), due[:FEW]),
            (_("My drafts"), mine),
        ]
    }
