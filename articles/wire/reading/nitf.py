"""NITF 3.x (IPTC), with and without its namespace."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from articles.catalog.models import Tag
from articles.wire.plain import Unreadable

from .bodies import Body, of_element
from .finding import every, one, said
from .piece import Piece, Status, Subject
from .shut import local, parsed
from .words import line, moment, number, status, urgency

#: `NTB5df9281a_02`: a name that ends with a version.
VERSIONED = re.compile(r"(.{6,})_(\d{2})")


def pieces(data: bytes, name: str) -> Iterator[Piece]:
    """One document. Raises Unreadable."""
    yield piece(parsed(data))


def piece(root: Element) -> Piece:
    headline = said(root, "hedline", "hl1") or said(root, "head", "title")
    body = body_of(root, headline, "")
    guid, version = named(root)
    data = one(root, "docdata")
    told = data.get("management-status") if data is not None else ""
    return Piece(
        source=sender(root),
        guid=guid,
        version=version,
        status=status(told) if told else Status.USABLE,
        embargo=moment(attribute(root, "date.release", "norm")),
        made_at=moment(attribute(root, "date.issue", "norm")),
        urgency=urgency(attribute(root, "urgency", "ed-urg")),
        genre=attribute(root, "tobject.property", "tobject.property.type"),
        headline=headline,
        short_headline=said(root, "hedline", "hl2"),
        lead=body.lead,
        byline=body.byline,
        dateline=body.dateline,
        body=body.html,
        notes=(*notes(root), *body.notes),
        subjects=tuple(dict.fromkeys(subjects(root))),
        pictures=body.pictures,
        language=language(root),
        origin={
            "headline": "hedline/hl1" if one(root, "hedline") is not None else "head/title",
            "lead": body.lead_from or "abstract",
            "body": "body.content",
            "byline": body.byline_from,
            "dateline": body.dateline_from,
        },
    )


def body_of(root: Element, headline: str, lead: str) -> Body:
    """The text of a document, which may stand inside of another format's."""
    head, content = one(root, "body.head"), one(root, "body.content")
    if content is None:
        raise Unreadable("", "It is NITF without a text.")
    abstract = said(head, "abstract") if head is not None else ""
    body = of_element([content], headline or said(root, "hl1"), lead or abstract)
    byline = said(head, "byline") if head is not None else ""
    dateline = said(head, "dateline") if head is not None else ""
    return replace(
        body,
        byline=byline,
        byline_from="byline" if byline else "",
        dateline=dateline or body.dateline,
        dateline_from="dateline" if dateline else body.dateline_from,
        lead_from="abstract" if abstract and not lead else body.lead_from,
        notes=(*body.notes, *(said(root, name) for name in ("tagline", "bibliography") if
                              said(root, name))),
    )  # fmt: skip


def named(root: Element) -> tuple[str, int]:
    """The document's name and version; some agencies write the one behind the other."""
    found = attribute(root, "doc-id", "id-string")
    if parts := VERSIONED.fullmatch(found):
        return parts[1], int(parts[2]) + 1
    return found, number(attribute(root, "du-key", "version")) or 1


def sender(root: Element) -> str:
    return (
        said(root, "distributor")
        or attribute(root, "doc-id", "regsrc")
        or attribute(root, "doc.copyright", "holder")
    )[:120]


def attribute(root: Element, element: str, name: str) -> str:
    found = one(root, element)
    return line(found.get(name)) if found is not None else ""


def language(root: Element) -> str:
    body = one(root, "body")
    own = root.get("baselang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return line(own or (body.get("lang") if body is not None else ""))


def notes(root: Element) -> Iterator[str]:
    for element in every(root, "ed-msg"):
        if info := line(element.get("info")):
            yield info


def subjects(root: Element) -> Iterable[Subject]:
    for element in every(root, "tobject.subject"):
        for name in ("matter", "type", "detail"):
            if found := line(element.get(f"tobject.subject.{name}")):
                yield Subject(found, "")
                break
    for element in every(root, "evloc"):
        place = element.get("city") or element.get("county-dist") or element.get("state-prov")
        if place := line(place):
            yield Subject(place, Tag.Kind.PLACE)
    for element in every(root, "person", "org"):
        kind = Tag.Kind.PERSON if local(element) == "person" else Tag.Kind.ORGANISATION
        if name := line(element.get("value")):
            yield Subject(name, kind)
