"""The guide for editors as a page of the desk, and which part of it helps on which screen."""

from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.text.manual import Block, sections

#: The guide by language. Both have the same headings in the same order.
FILES = {"de": "README.md", "en": "en.md"}
#: The start of an address's name → the heading that helps there; the longest start counts.
HELP = {
    "index": "the-desk",
    "search": "the-desk",
    "inbox": "remarks-inbox-watching",
    "house": "settings-of-the-newsroom",
    "fronts": "fronts",
    "as_of": "the-site-at-a-moment-to-come",
    "security": "logging-in",
    "everybody": "logging-in",
    "confirm": "logging-in",
    "add_factor": "logging-in",
    "password_change": "logging-in",
    "auth_group": "who-may-do-what",
    "articles_user": "who-may-do-what",
    "articles_article_": "from-a-draft-to-the-reader",
    "articles_article_changelist": "the-desk",
    "articles_article_do": "publishing",
    "articles_article_history": "history",
    "articles_article_compare": "history",
    "articles_article_promises": "related-stories-and-promises",
    "articles_article_linked": "related-stories-and-promises",
    "articles_article_remarks": "remarks-inbox-watching",
    "articles_article_shares": "links-for-guests",
    "articles_article_sources": "texts-from-agencies-and-others",
    "articles_article_ticker": "tickers",
    "articles_decision": "log",
    "articles_dispatch": "texts-from-agencies-and-others",
    "articles_dossier": "dossiers",
    "articles_licence": "pictures",
    "articles_missing": "redirects",
    "articles_person": "looking-after-people",
    "articles_picture": "pictures",
    "articles_redirect": "redirects",
    "articles_route": "texts-from-agencies-and-others",
    "articles_section_": "sections-colour-and-order",
    "articles_sectionrule": "rules-of-a-section",
    "articles_supplier": "texts-from-agencies-and-others",
    "articles_tag": "looking-after-topics",
}


class Part(NamedTuple):
    """A part of the guide; `key` is the same in both languages."""

    key: str
    title: str
    blocks: list[Block]


def page(site: AdminSite, request: Any) -> HttpResponse:
    """The whole guide in the reader's language, for whoever may enter the desk."""
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    code = (get_language() or "")[:2]
    parts = guide(Path(settings.GUIDE), code if code in FILES else "en")
    if not parts:
        raise Http404
    context = site.each_context(request) | {"title": _("Guide for editors"), "parts": parts}
    return TemplateResponse(request, "admin/desk/guide.html", context)


@lru_cache(maxsize=4)
def guide(folder: Path, language: str) -> list[Part]:
    """Its parts; none where the files were not installed. Read once for each process."""
    try:
        told = sections((folder / FILES[language]).read_text("utf-8"))
        keys = [one.key for one in sections((folder / FILES["en"]).read_text("utf-8"))]
    except FileNotFoundError:
        return []
    return [Part(key, one.title, one.blocks) for key, one in zip(keys, told, strict=True)]


def helps_on(name: str) -> str:
    """The key of the part that helps on a screen; "" where none is about it in particular."""
    starts = [start for start in HELP if name.startswith(start)]
    return HELP[max(starts, key=len)] if starts else ""
