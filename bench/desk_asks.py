"""What the desk is asked for: every address of the URLconf, the lists with every filter, searches,
and what the article's form sends by itself.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from .desk_tables import OURS
from .suggestions import spelled

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)\)?")
#: Left out: the ways in and out, what is one file, and what answers whatever nobody else does.
APART = re.compile(
    r"admin/(login|logout|second|proofs|shared|.*\(\?P<url>|.*/print/|.*/log\.|.*/file/)"
)
VALUES = {
    "before": "1", "after": "now", "number": "1", "app_label": "articles", "path": "",
    "at": "2199-01-02T06:00", "key": "00000000", "content_type_id": "0",
}  # fmt: skip
#: The article a verb is asked for: by its lot, see desk_tables.
LOTS = {
    "submit": 92, "assign": 92, "spike": 92, "purge": 92, "copy": 92, "approve": 88, "sign": 88,
    "send_back": 88, "publish": 87, "break_glass": 89, "correct": 80, "undo": 80,
    "reschedule": 86, "recall": 86, "restore": 84, "revive": 96,
}  # fmt: skip
#: A word of every second article, one of a few, and one of none.
WORDS = {"common": spelled(0), "rare": spelled(9_000), "absent": "xyzzyquux"}
#: Options of one filter that are asked for.
EACH = 6
LINK = re.compile(r'href="(\?[^"]+)"')


@dataclass(frozen=True)
class Ask:
    """A request. `sent` is a form's content, or JSON, and makes it a POST."""

    name: str
    path: str
    sent: bytes = b""
    json: bool = False


def screens() -> Iterator[Ask]:
    """Every address under /admin/, filled in, by GET."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(found: Any, start: str) -> Iterator[str]:
        for one in found:
            route = start + str(one.pattern).lstrip("^").rstrip("$")
            if isinstance(one, URLResolver):
                yield from walk(one.url_patterns, route)
            elif isinstance(one, URLPattern) and route.startswith("admin/"):
                yield route

    for route in walk(get_resolver().url_patterns, ""):
        if APART.match(route):
            continue
        for name in LOTS if "<str:name>" in route else [""]:
            row = route.replace("<str:name>", name)
            if (path := filled(row, name)) is not None:
                yield Ask(row.removeprefix("admin/") or "the board", path)


def filled(route: str, verb: str) -> str | None:
    """The address with something in it; None where the newsroom has no such row."""
    key = row_for(route, verb)
    if key is None and re.search(r"<(\w+:)?(pk|id|object_id)>", route):
        return None

    def put(match: re.Match[str]) -> str:
        name = match[1] or match[2]
        return str(key) if name in {"pk", "id", "object_id"} else VALUES.get(name, "")

    return "/" + PARAMETER.sub(put, route)


def row_for(route: str, verb: str) -> int | None:
    """Which row: the newest article, which has much of everything; one of a verb's lot; the demo's
    ticker; of every other noun one of ours, or the first there is."""
    from django.apps import apps

    from articles.drafts.models import Article

    if "/ticker/" in route:
        return Article.objects.filter(kind="ticker").values_list("pk", flat=True).first()
    if verb:
        return OURS + LOTS[verb]
    parts = route.split("/")
    if parts[1] not in {"articles", "auth", "procrastinate"}:
        return OURS
    rows = apps.get_model(parts[1], parts[2])._default_manager.values_list("pk", flat=True)  # noqa: TID251
    ours = rows.filter(pk__gte=OURS).order_by("pk").first() if parts[2] != "group" else None
    return ours or rows.order_by("pk").first()


def searches() -> Iterator[Ask]:
    """The fields in which somebody types, and the lists' own, with words of every frequency."""
    at = "/admin/articles"
    for said, word in WORDS.items():
        yield Ask(f"search, {said} word", f"/admin/search/?q={word}")
        yield Ask(f"article/, {said} word", f"{at}/article/?q={word}")
        yield Ask(f"article/find/, {said} word", f"{at}/article/find/?q={word}")
        yield Ask(f"picture/, {said} word", f"{at}/picture/?q={word}")
    yield Ask("search, two words", f"/admin/search/?q={spelled(0)}+{spelled(900)}")
    yield Ask("search, a word's beginning", "/admin/search/?q=ba")
    for sign, name in (("@", "Person 12"), ("#", "Topic 12"), ("", "Person")):
        yield Ask(f"search, {sign}{name}", f"/admin/search/?q={quote(sign + name)}")
    for noun, name in (("person", "lund"), ("tag", "hafen"), ("source", "9"), ("dossier", "9"),
                       ("user", "account1"), ("picture", "ferry"), ("redirect", "old"),
                       ("missing", "lost"), ("decision", "Kicker")):  # fmt: skip
        yield Ask(f"{noun}/, searched", f"{at}/{noun}/?q={name}")
    yield Ask("article/names/", f"{at}/article/names/?q=Per&kind=person")
    yield Ask("article/colleagues/", f"{at}/article/colleagues/?q=acc&article={OURS}")
    yield Ask("picture/find/, searched", f"{at}/picture/find/?q=ferry")
    for view in ("columns", "week"):
        yield Ask(f"the board, {view}", f"/admin/?view={view}")
        yield Ask(f"the board, {view}, a section", f"/admin/?view={view}&section={OURS}")
    yield Ask("the board, a section", f"/admin/?section={OURS}")
    named = {"person": "Person 12 Mlund", "topic": "Topic 12 Mhafen"}
    for name, value in named.items():
        yield Ask(f"article/, {name}", f"{at}/article/?{urlencode({name: value})}")
    for noun in ("article", "picture", "person", "tag", "user", "decision", "dispatch", "redirect"):
        yield Ask(f"{noun}/, far down", f"{at}/{noun}/?p=25")


def filters(where: str, page: str) -> Iterator[Ask]:
    """Every link by which a list is narrowed or sorted, a few of each kind."""
    known: dict[str, int] = {}
    for link in dict.fromkeys(unescape(one) for one in LINK.findall(page)):
        asked = parse_qsl(link[1:])
        if len(asked) != 1 or asked[0][0] in {"p", "all", "_facets"}:
            continue
        name = asked[0][0]
        known[name] = known.get(name, 0) + 1
        if known[name] <= EACH:
            noun = where.removeprefix("/admin/").removeprefix("articles/")
            yield Ask(f"{noun}{link}", where + link)


class Form(HTMLParser):
    """What a browser would send of the article's form as it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[tuple[str, str]] = []
        self.open = self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "textarea" and name:
            self.open = name
            self.fields.append((name, ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and "selected" in given and self.select:
            self.fields.append((self.select, given.get("value", "")))
        elif tag == "input" and name and given.get("type") not in {"submit", "file", "checkbox"}:
            self.fields.append((name, given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.open:
            name, before = self.fields.pop()
            self.fields.append((name, before + data))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.open = ""


def sent(page: str) -> Iterator[Ask]:
    """What the form of the newest article sends while somebody writes."""
    form = Form()
    form.feed(page)
    fields = [one for one in form.fields if one[0] != "csrfmiddlewaretoken"]
    whole = urlencode(fields).encode()
    words = {name: value for name, value in fields if name in {"headline", "standfirst", "body"}}
    tab = {"tab": "0" * 32, "seen": 200, "words": words | {"headline": "Typed"}}
    at = f"/admin/articles/article/{OURS}"
    for name in ("proof", "typeset", "preview"):
        yield Ask(f"article/{name}/ (POST)", f"{at}/{name}/", whole)
    where = f"/admin/articles/article/autosave/?article={OURS}"
    yield Ask("article/autosave/ (POST)", where, json.dumps(tab).encode(), json=True)
