"""Where the addresses of before lead."""

from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet, Value
from django.http import HttpRequest

from .models import Gone, Redirect
from .statement import Statement

#: Beginnings of an address that are looked up.
DEEP = 8


def left_at(path: str) -> QuerySet[Redirect, Any]:
    """What a story that stood at this address left there: where it went, or nothing if it ended."""
    moved = Redirect.objects.filter(path=path).values_list("to")
    return moved.union(Gone.objects.filter(path=path).annotate(to=Value("")).values_list("to"))


LEFT = Statement(left_at, path=str)


def former(request: HttpRequest) -> str:
    """Where an address that is none of ours leads: by itself, as asked, or by how it begins."""
    path = request.path.replace("\0", "")
    asked = [path, request.get_full_path()] if request.META.get("QUERY_STRING") else [path]
    found = [to for one in asked for (to,) in LEFT.rows(path=one) if to]
    return found[0] if found else moved_below(path)


def moved_below(path: str) -> str:
    """By the longest beginning that leads anywhere; the rest of the address goes along."""
    cuts = [at + 1 for at, one in enumerate(path) if one == "/"][:DEEP]
    rows = Redirect.objects.filter(prefix=True, path__in=[path[:at] for at in cuts])
    found = max(rows.values_list("path", "to"), key=lambda one: len(one[0]), default=None)
    if found is None:
        return ""
    rest = quote(path.removeprefix(found[0]).lstrip("/"))
    return f"{found[1]}{rest}" if found[1].endswith("/") else found[1]
