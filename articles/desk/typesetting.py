"""Typography as one change to be looked at: what it would change is shown, and taken or left."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.template.loader import render_to_string

from articles.drafts.models import Article
from articles.press.checks.wording import house_marks
from articles.text.blocks import plain, split
from articles.text.comparing import Piece, words
from articles.text.typesetting import bodies, marks
from articles.text.typesetting.gaps import FIRM, NARROW

from .history import label_of
from .preview import found
from .private import private
from .unsaved import article_of

LINES = (
    *("kicker", "headline", "short_headline", "standfirst", "lead_caption"),
    *("search_title", "search_description"),
)
#: Letters shown around a change, and how a firm space looks there.
AROUND = 40
SHOWN = str.maketrans({FIRM: "␣", NARROW: "␣"})


@dataclass(frozen=True)
class Change:
    """What would become of one field or block."""

    label: str
    pieces: list[Piece]


def page(admin: ModelAdmin, request: Any, pk: int | None = None) -> HttpResponse:
    """POST the form: the fields as the article's language sets them, and the changes to look at.

    Nothing is saved. A text that cannot be taken is answered with the reason (422).
    """
    article = found(pk) if pk else None
    able = (
        admin.has_change_permission(request, article)
        if article
        else admin.has_add_permission(request)
    )
    if not able:
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    typed, faults = article_of(request.POST, article)
    if faults:
        return private(HttpResponse("\n".join(faults), status=422, content_type="text/plain"))
    fields = set_anew(typed)
    shown = {"changes": list(changes(typed, fields))}
    html = render_to_string("admin/desk/typeset.html", shown, request)
    return private(JsonResponse({"fields": fields, "html": html}))


def set_anew(typed: Article) -> dict[str, str]:
    """The fields that would change, as they would be."""
    language = typed.language
    said = f"{typed.headline}\n\n{typed.standfirst}\n\n{plain(typed.body)}"
    pair = marks.pair(said, language, house_marks(language))
    fields = {name: marks.fixed(getattr(typed, name), language, pair) for name in LINES}
    fields["body"] = bodies.fixed(typed.body, language, pair)
    return {name: text for name, text in fields.items() if text != getattr(typed, name)}


def changes(typed: Article, fields: dict[str, str]) -> Iterator[Change]:
    for name, text in fields.items():
        if name != "body":
            yield Change(label_of(name), shown(getattr(typed, name), text))
            continue
        for before, after in zip(split(typed.body), split(text), strict=True):
            if before.text != after.text:
                yield Change(label_of(name), shown(before.text, after.text))


def shown(before: str, after: str) -> list[Piece]:
    """What changes and a few words around it; firm spaces as something one sees."""
    found = words(before, after)
    return [cut(one, at == 0, at == len(found) - 1) for at, one in enumerate(found)]


def cut(one: Piece, first: bool, last: bool) -> Piece:
    text = one.text if one.op == "same" else one.text.translate(SHOWN)
    if one.op == "same" and len(text) > 2 * AROUND:
        head = "" if first else text[:AROUND]
        tail = "" if last else text[-AROUND:]
        text = f"{head} … {tail}"
    return Piece(one.op, text)
