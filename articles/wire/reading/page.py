"""Saved web pages: the story of a page, without what stands around it."""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from articles.text.tokens import tokens
from articles.wire.plain import Unreadable, decode

from .bodies import of_element
from .finding import every, one
from .markup import BOX, classes, words
from .piece import Owed, Piece
from .shut import local
from .tree import grown
from .words import line, moment

#: What stands around a story on every page.
AROUND = {"nav", "aside", "form", "footer", "button", "noscript", "svg", "dialog"}
#: Of a story's own elements these hold no word of it.
CHROME = {"share", "social", "related", "newsletter", "comments", "advert", "cookie", "breadcrumb"}
#: schema.org's names for what has a story.
STORIES = ("article", "newsarticle", "reportagenewsarticle", "blogposting", "opinionnewsarticle")


def pieces(data: bytes, name: str) -> Iterator[Piece]:
    """One story. Raises Unreadable."""
    html = decode(data, name)
    root = grown(html)
    said = {**linked_data(html), **metas(root)}
    headline = said.get("headline") or heading(root)
    story = story_of(root)
    if story is None:
        raise Unreadable(name, "No story was found in this page.")
    strip(story)
    body = of_element([story], headline, said.get("lead", ""), cut=True)
    address = said.get("address", "")
    source = said.get("source", "")
    yield Piece(
        source=source,
        guid=address,
        made_at=moment(said.get("published", "")),
        headline=headline,
        lead=body.lead,
        byline=said.get("byline", ""),
        body=body.html,
        notes=(*([address] if address else []), *body.notes),
        owed=(Owed(source, address),) if source else (),
        pictures=body.pictures,
        language=language(root),
        origin={"headline": "h1", "lead": "description", "body": local(story), "byline": "author"},
    )


def metas(root: Element) -> dict[str, str]:
    """What the head's `meta` and `link` elements say, ours by name."""
    names = {
        "og:title": "headline", "og:description": "lead", "description": "lead",
        "author": "byline", "og:site_name": "source", "og:url": "address",
        "article:published_time": "published",
    }  # fmt: skip
    found: dict[str, str] = {}
    for each in every(root, "meta"):
        key = names.get(line(each.get("property") or each.get("name")).lower())
        if key and (text := line(each.get("content"))):
            found.setdefault(key, text)
    for each in every(root, "link"):
        if line(each.get("rel")).lower() == "canonical" and (text := line(each.get("href"))):
            found["address"] = text
    return found


def linked_data(html: str) -> dict[str, str]:
    """The first story of the page's JSON-LD, cut out here: no tree holds a script."""
    at = html.find("application/ld+json")
    while at >= 0:
        start, end = html.find(">", at) + 1, html.find("</script", at)
        if start <= 0 or end < start:
            break
        if found := story_in(html[start:end]):
            return found
        at = html.find("application/ld+json", end)
    return {}


def story_in(text: str) -> dict[str, str]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    graph = read.get("@graph", [read]) if isinstance(read, dict) else read
    for one_of in graph if isinstance(graph, list) else []:
        if isinstance(one_of, dict) and str(one_of.get("@type", "")).lower() in STORIES:
            told = {
                "headline": line(one_of.get("headline")),
                "lead": line(one_of.get("description")),
                "byline": ", ".join(named(one_of.get("author"))),
                "source": ", ".join(named(one_of.get("publisher"))),
                "published": line(one_of.get("datePublished")),
            }
            return {name: value for name, value in told.items() if value}
    return {}


def named(value: Any) -> Iterator[str]:
    """The names of one thing or of several."""
    for each in value if isinstance(value, list) else [value]:
        name = line(each.get("name")) if isinstance(each, dict) else line(each)
        if name:
            yield name


def heading(root: Element) -> str:
    for name in ("h1", "title"):
        found = one(root, name)
        if found is not None and words(found):
            return words(found)
    return ""


def story_of(root: Element) -> Element | None:
    """The `article` with the most words, else `main`, else what has a body's most paragraphs."""
    for name in ("article", "main"):
        found = [(len(words(each)), each) for each in every(root, name)]
        if found:
            return max(found, key=lambda pair: pair[0])[1]
    homes = [
        (sum(len(words(each)) for each in home if local(each) == "p"), home) for home in root.iter()
    ]
    most, story = max(homes, key=lambda pair: pair[0])
    return story if most else None


def strip(story: Element) -> None:
    """Take out what belongs to the page; the words behind it stay."""
    for parent in list(story.iter()):
        children = list(parent)
        if not any(around(child) for child in children):
            continue
        for child in children:
            parent.remove(child)
        for child in children:
            if not around(child):
                parent.append(child)
            elif len(parent):
                parent[-1].tail = (parent[-1].tail or "") + (child.tail or "")
            else:
                parent.text = (parent.text or "") + (child.tail or "")


def around(element: Element) -> bool:
    told = set(classes(element))
    return bool(CHROME & told) or (local(element) in AROUND and not told & set(BOX))


def language(root: Element) -> str:
    return next((line(each.get("lang")) for each in every(root, "html") if each.get("lang")), "")


def is_page(start: bytes) -> bool:
    """Whether a file that begins like this is a web page."""
    for token in tokens(start.decode("utf-8", "replace")):
        if token.kind != "text" or token.name.strip():
            return token.name in ("html", "head", "body", "meta", "title")
    return False
