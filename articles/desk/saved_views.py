"""Views of the list that somebody keeps: the filters of an address, under a name."""

from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.drafts.models import SavedView, User

#: More would not be found again.
MOST = 20


def page(admin: Any, request: Any) -> HttpResponse:
    """POST: keep (`name`, `query`) or drop (`drop`) a view of one's own; back to the list."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not admin.has_view_permission(request):
        raise PermissionDenied
    if drop := request.POST.get("drop", ""):
        SavedView.objects.filter(user=request.user, name=drop).delete()
        return back("")
    query = kept(admin, request, request.POST.get("query", ""))
    name = " ".join(request.POST.get("name", "").replace("\0", "").split())
    name = name[: SavedView._meta.get_field("name").max_length]
    if refusal := refused(request.user, name, query):
        messages.error(request, refusal)
    else:
        SavedView.objects.update_or_create(user=request.user, name=name, defaults={"query": query})
    return back(query)


def kept(admin: ModelAdmin, request: HttpRequest, text: str) -> str:
    """Of an address's query what the list itself asks: its filters, its search and its order."""
    pairs = parse_qsl(text.replace("\0", ""))[:20]
    own = [
        (name, value)
        for name, value in pairs
        if name in {"q", "o"} or admin.lookup_allowed(name, value, request)
    ]
    return urlencode(own)


def refused(user: User, name: str, query: str) -> str:
    """Why it cannot be kept; empty if it can."""
    if not name:
        return _("Give the view a name.")
    if not query:
        return _("Choose a filter first: everything is the view “All”.")
    if len(query) > (SavedView._meta.get_field("query").max_length or 0):
        return _("This view asks for too much at once.")
    others = SavedView.objects.filter(user=user).exclude(name=name).count()
    return _("%d views are kept already; drop one first.") % MOST if others >= MOST else ""


def back(query: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('admin:articles_article_changelist')}?{query}")
