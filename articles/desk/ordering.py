"""The order of sections: each is put before one of its neighbours, by drag or by a button."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.catalog.models import Section


def page(admin: ModelAdmin, request: Any) -> HttpResponse:
    """POST `move`: `12:34` puts section 12 before 34, `12:` at the end of its level."""
    if not admin.has_change_permission(request):
        raise PermissionDenied
    if request.method == "POST":
        moved = place(request.POST.get("move", ""))
        changed: Any = [{"changed": {"fields": [str(_("order"))]}}]
        admin.log_change(request, moved, changed)
        return HttpResponseRedirect(f"{request.path}#section-{moved.pk}")
    context = admin.admin_site.each_context(request) | {
        "title": _("Order of sections"),
        "levels": levels(list(Section.objects.in_order())),
        "opts": Section._meta,
    }
    return TemplateResponse(request, "admin/desk/ordering.html", context)


@transaction.atomic
def place(asked: str) -> Section:
    """Number the level anew. Raises Http404 for what are no neighbours."""
    key, _colon, before = asked.partition(":")
    rows = {str(one.pk): one for one in Section.objects.select_for_update(of=("self",)).in_order()}
    one, target = rows.get(key), rows.get(before)
    if one is None or (before and (target is None or target.parent_id != one.parent_id)):
        raise Http404
    if target == one:
        return one
    level = [row for row in rows.values() if row.parent_id == one.parent_id and row != one]
    level.insert(level.index(target) if target else len(level), one)
    for number, row in enumerate(level, 1):
        row.rank = 10 * number
    Section.objects.bulk_update(level, ["rank"])
    return one


def levels(rows: list[Section]) -> list[dict[str, Any]]:
    """Top sections with those under them, each with what its two buttons ask."""
    tops = with_steps([row for row in rows if row.parent_id is None])
    for top in tops:
        under = [row for row in rows if row.parent_id == top["section"].pk]
        top["children"] = with_steps(under)
    return tops


def with_steps(level: list[Section]) -> list[dict[str, Any]]:
    """One up is before the one above; one down is before the next but one, or at the end."""
    keys: list[Any] = [one.pk for one in level]
    return [
        {
            "section": one,
            "up": f"{one.pk}:{keys[at - 1]}" if at else "",
            "down": f"{one.pk}:{[*keys, ''][at + 2]}" if at + 1 < len(keys) else "",
        }
        for at, one in enumerate(level)
    ]
