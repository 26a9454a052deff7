"""The desk's site: Django's admin with a calm first page and its own content policy."""

from typing import Any, cast

from csp.constants import NONCE, SELF
from csp.decorators import csp_update
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, re_path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from articles.catalog.models import House
from articles.drafts.errors import Refusal
from articles.drafts.models import Decision, User
from articles.drafts.noticing import acknowledge

from . import guests, guide, house, inbox, moment, proofs, searching, tour
from .board import moving
from .board import page as board
from .front import page as front
from .front import past as past_fronts
from .front import preview as front_preview
from .security import log_ins, own, second_step
from .security.first_step import FirstStep

#: The editor brings an import map of its own, and the preview stands in a frame. Styles are as
#: strict as on the site: what the editor's engine would write between tags is in desk/prose.css.
POLICY = {
    "script-src": [SELF, NONCE],
    "img-src": [SELF, "data:"],
    "frame-src": [SELF],
}


class Desk(AdminSite):
    """What editors log in to."""

    index_title = _("Desk")
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """With the newsroom's name as it is saved."""
        name = House.objects.shown().name
        return super().each_context(request) | {"site_title": name, "site_header": name}

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        view = csp_update(POLICY)(super().admin_view(view, cacheable))
        return require_http_methods(["GET", "HEAD", "POST"])(view)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        at = self.admin_view(moment.page)
        extra: list[URLPattern | URLResolver] = [
            path("as-of/", at, name="as_of"),
            path("fronts/", self.admin_view(self.fronts), name="fronts"),
            path("fronts/past/", self.admin_view(self.fronts_past), name="fronts_past"),
            path("fronts/preview/", self.admin_view(front_preview.page), name="fronts_preview"),
            path("guide/", self.admin_view(self.guide), name="guide"),
            path("house/", self.admin_view(self.house), name="house"),
            path("inbox/", self.admin_view(self.inbox), name="inbox"),
            path("search/", self.admin_view(self.search), name="search"),
            path("board/<int:pk>/", self.admin_view(moving.page), name="board_move"),
            path("tour/", self.admin_view(tour.page), name="tour"),
            path("seen/<int:pk>/", self.admin_view(self.seen), name="decision_seen"),
            path("proofs/<slug:key>/<slug:crop>.jpg", self.admin_view(proofs.page), name="proof"),
            path("shared/<str:secret>/<slug:key>/<slug:crop>.jpg", proofs.for_guest),
            re_path(r"^shared/(?P<secret>.*?)/?$", guests.page, name="guest"),
            re_path(r"^as-of/(?P<at>[^/]+)/(?P<path>.*)$", at, name="as_of_page"),
        ]
        return extra + self.security() + super().get_urls()

    def security(self) -> list[URLPattern | URLResolver]:
        """The ways in, open to those who are outside, and the pages about them."""

        def bound(page: Any) -> Any:
            return lambda request: page(self, request)

        def inside(page: Any) -> Any:
            return self.admin_view(sensitive_post_parameters()(bound(page)))

        def outside(page: Any) -> Any:
            return csp_update(POLICY)(never_cache(csrf_protect(bound(page))))

        return [
            path("second/", outside(second_step.page), name="second_step"),
            path("second/first/", outside(second_step.first_factor), name="first_factor"),
            path("security/", inside(own.page), name="security"),
            path("security/add/", inside(own.add), name="add_factor"),
            path("security/confirm/", inside(own.confirm), name="confirm"),
            path("security/everybody/", inside(log_ins.everybody), name="everybody"),
        ]

    @method_decorator(never_cache)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's, with a second step behind it."""
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        context = self.each_context(request) | {
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
            "provider": settings.OIDC_NAME if settings.OIDC_RP_CLIENT_ID else "",
            "refused": "refused" in request.GET,
        }
        if REDIRECT_FIELD_NAME not in request.GET and REDIRECT_FIELD_NAME not in request.POST:
            context[REDIRECT_FIELD_NAME] = reverse("admin:index")
        context |= extra_context or {}
        return cast(HttpResponse, FirstStep.as_view(extra_context=context)(request))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        own = board.context(request.user, request.GET) if isinstance(request.user, User) else {}
        return super().index(request, own | (extra_context or {}))

    def search(self, request: Any) -> HttpResponse:
        """Articles by words, people and topics, for those who may see articles."""
        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        return searching.page(self, request)

    def inbox(self, request: HttpRequest) -> HttpResponse:
        return inbox.page(self, request)

    def guide(self, request: HttpRequest) -> HttpResponse:
        return guide.page(self, request)

    def house(self, request: HttpRequest) -> HttpResponse:
        return house.page(self, request)

    def fronts(self, request: HttpRequest) -> HttpResponse:
        return front.page(self, request)

    def fronts_past(self, request: HttpRequest) -> HttpResponse:
        return past_fronts.page(self, request)

    def seen(self, request: Any, pk: int) -> HttpResponse:
        """POST: this person has taken notice of a decision."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            acknowledge(get_object_or_404(Decision, pk=pk), by=request.user)
        except Refusal as refusal:
            raise PermissionDenied from refusal
        return HttpResponseRedirect(reverse("admin:index"))
