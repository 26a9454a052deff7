"""RSS, Atom and JSON Feed, as files: a piece for each of their entries."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element, tostring

from articles.wire.plain import Unreadable, decode

from .bodies import Body, of_element, of_html
from .finding import children, every
from .markup import words
from .piece import Owed, Pictured, Piece, Subject
from .shut import local, parsed
from .words import line, moment

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: Characters of a description above which it is the text and no summary.
SHORT = 600
#: Bytes that all entries' copies of the feed's head may have together.
HEADS = 32_000_000
#: Entries above which no feed is one.
ENTRIES = 5_000


def of_xml(data: bytes, name: str) -> Iterator[Piece]:
    """The entries of RSS (0.9x, 1.0, 2.0) or Atom. Raises Unreadable where there is none."""
    return (found for found, _own in xml_parts(data, name))


def xml_parts(data: bytes, name: str) -> Iterator[tuple[Piece, bytes]]:
    """Each entry with a feed of its own around it, so that nobody keeps the whole for each."""
    root = parsed(data)
    entries = list(every(root, "item", "entry"))
    if not entries:
        raise Unreadable(name, "It is a feed without an entry.")
    channel = next(every(root, "channel"), root)
    source = said(channel, "title")[:120]
    language = said(channel, "language") or line(root.get(LANGUAGE))
    home = next(each for each in root.iter() if entries[0] in list(each))
    around = [each for each in home if local(each) not in ("item", "entry")]
    bearable(sum(len(tostring(each, encoding="utf-8")) for each in around), len(entries), name)
    for entry in entries:
        home[:] = [*around, entry]
        yield piece(entry, source, language), tostring(root, encoding="utf-8")


def bearable(head: int, entries: int, name: str) -> None:
    """Whether each entry can have the feed's head around it. Raises Unreadable."""
    if entries > ENTRIES:
        raise Unreadable(name, f"It has more than {ENTRIES} entries.")
    if head * entries > HEADS:
        raise Unreadable(
            name, "What it says of itself is too long to be kept with each of its entries."
        )


def piece(entry: Element, source: str, language: str) -> Piece:
    headline = html_words(first(entry, "title"))
    body = body_of(entry, headline)
    address = link_of(entry)
    made_at = when(said(entry, "updated", "pubdate", "published", "date"))
    return Piece(
        source=source,
        guid=said(entry, "guid", "id") or address,
        version=version(made_at),
        made_at=made_at,
        headline=headline,
        lead=body.lead,
        byline=author(entry),
        body=body.html,
        notes=(address,) if address else (),
        subjects=tuple(subjects(entry)),
        owed=(Owed(source, address),) if source else (),
        pictures=(*body.pictures, *enclosed(entry)),
        language=line(entry.get(LANGUAGE)) or language,
        origin={"headline": "title", "lead": "description", "body": "content"},
    )


def first(entry: Element, *names: str) -> Element | None:
    """The first of these names that is there, in this order."""
    return next((found[0] for name in names if (found := children(entry, name))), None)


def said(entry: Element, *names: str) -> str:
    found = first(entry, *names)
    return words(found) if found is not None else ""


def body_of(entry: Element, headline: str) -> Body:
    """The text and its summary; a description that is long or stands alone may be the text."""
    summary, content = first(entry, "summary", "description"), first(entry, "encoded", "content")
    lead = html_words(summary)
    if content is None or not (words(content) or len(content)):
        if len(lead) <= SHORT:
            return Body(lead=lead)
        return marked_up(summary, headline, "")
    return marked_up(content, headline, lead if len(lead) <= SHORT else "")


def marked_up(element: Element | None, headline: str, lead: str) -> Body:
    """HTML as escaped text, as Atom's XHTML, or text."""
    if element is None:
        return Body(lead=lead)
    if len(element):
        return of_element([element], headline, lead, cut=True, placing=True)
    return of_html("".join(element.itertext()), headline, lead, cut=True, placing=True)


def html_words(element: Element | None) -> str:
    """The words of what is often HTML written as text."""
    if element is None:
        return ""
    text = tostring(element, encoding="unicode", method="text") if len(element) else element.text
    return line(of_html(text or "", "", "").words)


def link_of(entry: Element) -> str:
    """RSS writes the address as text, Atom as an attribute."""
    for each in children(entry, "link"):
        if line(each.get("rel")) in ("", "alternate") and (text := line(each.get("href"))):
            return text
    return said(entry, "link")


def author(entry: Element) -> str:
    found = [
        next((words(one) for one in each if local(one) == "name"), "") or words(each)
        for name in ("creator", "author")
        for each in children(entry, name)
    ]
    return ", ".join(dict.fromkeys(one for one in found if one and "@" not in one))


def subjects(entry: Element) -> Iterator[Subject]:
    for each in children(entry, "category", "subject"):
        name = line(each.get("label") or each.get("term")) or words(each)
        if name:
            yield Subject(name)


def enclosed(entry: Element) -> Iterator[Pictured]:
    for each in entry.iter():
        kind = f"{line(each.get('type'))} {line(each.get('medium'))}"
        if local(each) in ("enclosure", "content", "thumbnail") and "image" in kind:
            yield Pictured(line(each.get("url")), said(each, "description"), said(each, "credit"))


def when(text: str) -> datetime | None:
    """RSS writes moments as mail does, everybody else as ISO 8601."""
    if found := moment(text):
        return found
    try:
        read = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment((read if read.tzinfo else read.replace(tzinfo=UTC)).isoformat())


def version(made_at: datetime | None) -> int:
    """Feeds count no versions: an entry with a later moment is a newer one."""
    return max(1, int(made_at.timestamp())) if made_at else 1


def is_json_feed(start: bytes) -> bool:
    """It has to say so in its first field; most do."""
    return b"jsonfeed.org/version" in start


def of_json(data: bytes, name: str) -> Iterator[Piece]:
    """The entries of a JSON Feed. Raises Unreadable."""
    return (found for found, _own in json_parts(data, name))


def json_parts(data: bytes, name: str) -> Iterator[tuple[Piece, bytes]]:
    """Each entry with a feed of its own around it."""
    try:
        feed = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        raise Unreadable(name, f"It is no sound JSON ({type(error).__name__}).") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    listed = items if isinstance(items, list) else []
    entries = [one for one in listed if isinstance(one, dict)]
    if not entries:
        raise Unreadable(name, "It is a feed without an entry.")
    around = {key: value for key, value in feed.items() if key != "items"}
    bearable(len(json.dumps(around)), len(entries), name)
    for entry in entries:
        own = json.dumps(around | {"items": [entry]}).encode()
        yield json_piece(entry, line(feed.get("title"))[:120], line(feed.get("language"))), own


def json_piece(entry: dict[str, Any], source: str, language: str) -> Piece:
    headline, lead = line(entry.get("title")), line(entry.get("summary"))
    html = entry.get("content_html")
    text = entry.get("content_text")
    read = html if isinstance(html, str) else paragraphs(text if isinstance(text, str) else "")
    body = of_html(read, headline, lead, cut=True, placing=True)
    address = line(entry.get("url"))
    authors = entry.get("authors")
    people = authors if isinstance(authors, list) else [entry.get("author")]
    told = entry.get("tags")
    tags = told if isinstance(told, list) else []
    image = line(entry.get("image"))
    made_at = moment(entry.get("date_modified") or entry.get("date_published"))
    return Piece(
        source=source,
        guid=str(entry.get("id") or address)[:500],
        version=version(made_at),
        made_at=made_at,
        headline=headline,
        lead=body.lead,
        byline=", ".join(line(one.get("name")) for one in people if isinstance(one, dict)),
        body=body.html,
        notes=(address,) if address else (),
        subjects=tuple(Subject(one) for one in tags if isinstance(one, str)),
        owed=(Owed(source, address),) if source else (),
        pictures=(*body.pictures, *([Pictured(image)] if image else [])),
        language=line(entry.get("language")) or language,
        origin={"headline": "title", "lead": "summary", "body": "content_html"},
    )


def paragraphs(text: str) -> str:
    """Plain text as HTML."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"<p>{one}</p>" for one in escaped.split("\n\n"))
