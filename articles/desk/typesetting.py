"""Typography as one change to be looked at: what it would change is shown, and taken or left."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string

from articles.drafts.models import Article
from articles.press.checks.wording import house_marks
from articles.text.blocks import plain, split
from articles.text.comparing import Piece, words
from articles.text.typesetting import bodies, marks
from articles.text.typesetting.gaps import FIRM, NARROW

from .history import label_of
from .private import private
from .proving import typed

#: Fields of one line or a few, which readers and machines read.
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

    Nothing is saved.
    """
    article = typed(admin, request, pk)
    if isinstance(article, HttpResponse):
        return article
    fields = set_anew(article)
    shown = {"changes": list(changes(article, fields))}
    html = render_to_string("admin/desk/typeset.html", shown, request)
    return private(JsonResponse({"fields": fields, "html": html}))


def set_anew(article: Article) -> dict[str, str]:
    """The fields that would change, as they would be."""
    language = article.language
    said = f"{article.headline}\n\n{article.standfirst}\n\n{plain(article.body)}"
    pair = marks.pair(said, language, house_marks(language))
    fields = {name: marks.fixed(getattr(article, name), language, pair) for name in LINES}
    fields["body"] = bodies.fixed(article.body, language, pair)
    return {name: text for name, text in fields.items() if text != getattr(article, name)}


def changes(article: Article, fields: dict[str, str]) -> Iterator[Change]:
    for name, text in fields.items():
        if name != "body":
            yield Change(label_of(name), shown(getattr(article, name), text))
            continue
        for before, after in zip(split(article.body), split(text), strict=True):
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
