"""Texts handed in by hand: several files at once, each with an answer of its own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from articles.catalog.models import Section
from articles.drafts.models import Article, Dispatch
from articles.drafts.receiving import plain_name
from articles.drafts.rights import may

#: Ends of the names of files that hold a text; what is in them decides.
KINDS = ".txt,.md,.markdown,.docx,.odt,.html,.htm,.json,.xml"


@dataclass(frozen=True)
class Answer:
    """What became of one text. `state` is new, known or refused."""

    name: str
    state: str
    said: str
    article: Article | None = None


#: Reads a file's bytes under a name, `take(data, name, by=…, section=…)`: state, what is said of
#: each text in it, and its article. The front door furnishes it from the wire.
Take = Callable[..., Iterable[tuple[str, str, Article | None]]]


def page(admin: ModelAdmin, request: Any) -> HttpResponse:
    """GET asks for files; POST takes every `file` of the form and says what became of each."""
    if not all(may(request.user, right) for right in ("add_article", "change_article")):
        raise PermissionDenied
    sections = list(Section.objects.in_order())
    key = request.POST.get("section", "")
    section = next((one for one in sections if str(one.pk) == key), None)
    context = admin.admin_site.each_context(request) | {
        "title": _("Hand in texts"),
        "opts": Dispatch._meta,
        "kinds": KINDS,
        "sections": sections,
        "section": section,
        "handed": request.method == "POST",
        "answers": [
            answer
            for file in request.FILES.getlist("file")
            for answer in taken(admin, file, by=request.user, section=section)
        ],
    }
    response = TemplateResponse(request, "admin/desk/handing_in.html", context)
    add_never_cache_headers(response)
    return response


def taken(admin: Any, file: Any, *, by: Any, section: Section | None) -> list[Answer]:
    """One file of a batch; the others go on, whatever becomes of it."""
    name = plain_name(file.name or "")
    if getattr(file, "reason", None) or file.size > admin.largest:
        size = admin.largest // 1_000_000
        said = _("has more than %(size)s megabytes, and no text needs that") % {"size": size}
        return [Answer(name, "refused", said)]
    found = admin.takes["take"](file.read(), name, by=by, section=section)
    return [Answer(name, *one) for one in found]
