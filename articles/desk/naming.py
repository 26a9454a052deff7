"""Names to choose from while somebody types: of people, of topics, of sources."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse

from articles.catalog.models import Person, Source, Tag

#: Names at once, characters of a question.
MOST, LONGEST = 12, 100
KINDS: dict[str, Any] = {"person": Person, "topic": Tag, "source": Source}


def found(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """`?kind=topic|person|source&q=`: names that have this in them, those that begin so first."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    model = KINDS.get(request.GET.get("kind", "topic"))
    if model is None:
        raise Http404
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    rows = model.objects.filter(name__icontains=text).order_by("name") if text else []
    names = [one.name for one in rows[: 4 * MOST]]
    names.sort(key=lambda name: not name.casefold().startswith(text.casefold()))
    return JsonResponse({"names": names[:MOST]})
