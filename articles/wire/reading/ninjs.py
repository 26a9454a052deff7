"""ninjs 1.x to 3.x (IPTC): news in JSON, in any spelling of its names."""

import json
from collections.abc import Iterator
from typing import Any

from articles.catalog.models import Tag
from articles.wire.plain import Unreadable, decode

from . import nitf
from .bodies import Body, of_html, of_text
from .piece import Owed, Pictured, Piece, Subject
from .shut import parsed
from .words import line, moment, number, status, urgency

#: Which list holds subjects of which kind. 1.x says them in the singular.
KINDS = {
    "subject": "", "subjects": "",
    "person": Tag.Kind.PERSON, "people": Tag.Kind.PERSON,
    "place": Tag.Kind.PLACE, "places": Tag.Kind.PLACE,
    "organisation": Tag.Kind.ORGANISATION, "organisations": Tag.Kind.ORGANISATION,
    "event": Tag.Kind.EVENT, "events": Tag.Kind.EVENT,
}  # fmt: skip
#: What stands in `subjects` and is about somebody else: who wrote it, and where it stood.
NOT_ABOUT = {"creator", "contributor", "section"}
#: A description by one of these names is no cut-off beginning of the text.
SUMMARIES = {"summary", "lead", "teaser"}
#: What a text has; an event or a plan has none of them.
PARTS = ("headline", "headlines", "bodies", "descriptions", "title", "slugline", "pubstatus", "uri")


def pieces(data: bytes, name: str) -> Iterator[Piece]:
    """One document, or a list of them. Raises Unreadable."""
    try:
        read = json.loads(decode(data, name))
    except (ValueError, RecursionError) as error:
        raise Unreadable(name, f"It is no sound JSON ({type(error).__name__}).") from error
    for one in read if isinstance(read, list) else [read]:
        if not isinstance(one, dict):
            raise Unreadable(name, "It is JSON, but no news in it.")
        yield piece(lowered(one))


def piece(news: dict[str, Any]) -> Piece:
    kind = line(news.get("type")) or "text"
    if kind not in ("text", "composite") or not any(part in news for part in PARTS):
        raise Unreadable("", f"It is of the type “{kind}”; only texts become articles.")
    headlines, descriptions = by_role(news, "headline"), by_role(news, "description")
    headline = first(headlines, "main") or line(news.get("title")) or line(news.get("slugline"))
    lead = first(descriptions, "lead", "summary", "teaser", "main", "text")
    body = body_of(news, headline, lead, cut=not SUMMARIES & set(descriptions))
    others = {role: text for role, text in headlines.items() if role != "main"}
    return Piece(
        source=sender(news),
        guid=line(news.get("uri")),
        version=number(news.get("version")) or 1,
        status=status(news.get("pubstatus")),
        embargo=moment(news.get("embargoed")),
        made_at=moment(news.get("versioncreated")),
        urgency=urgency(news.get("urgency")),
        genre=genre(news),
        kicker=others.pop("kicker", ""),
        headline=plain(headline),
        short_headline=plain(others.pop("short", "")),
        lead=body.lead,
        byline=line(news.get("by") or news.get("byline")) or body.byline,
        dateline=line(news.get("located")) or body.dateline,
        body=body.html,
        notes=tuple(notes(news, [*unlike(headline, others), *body.notes])),
        subjects=tuple(subjects(news)),
        owed=tuple(owed(news)),
        pictures=(*body.pictures, *pictures(news)),
        language=line(news.get("language")),
        origin=origin(news, body),
    )


def lowered(value: dict[str, Any]) -> dict[str, Any]:
    """The names of the outer level as 1.x and 2.x write them."""
    return {name.lower(): one for name, one in value.items()}


def by_role(news: dict[str, Any], name: str) -> dict[str, str]:
    """What stands in `headlines`, or in 1.x's `headline` and `headline_short`, by its role."""
    found: dict[str, str] = {}
    for one in listed(news.get(f"{name}s")):
        found.setdefault(line(one.get("role")) or "main", line(one.get("value")))
    for key, value in news.items():
        if key == name or key.startswith(f"{name}_"):
            found.setdefault(key.removeprefix(name).strip("_") or "main", line(value))
    return {role: text for role, text in found.items() if text}


def first(values: dict[str, str], *roles: str) -> str:
    """The value of the first of these roles; of any, where none is there."""
    return next((values[role] for role in roles if role in values), next(iter(values.values()), ""))


def listed(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [lowered(value)]
    return (
        [lowered(one) for one in value if isinstance(one, dict)] if isinstance(value, list) else []
    )


def body_of(news: dict[str, Any], headline: str, lead: str, *, cut: bool) -> Body:
    """The richest of the bodies: HTML before NITF before plain text."""
    found = [(kind_of(one), one.get("value")) for one in listed(news.get("bodies"))]
    found += [(key, value) for key, value in news.items() if key.startswith("body_")]
    texts = [(kind, value) for kind, value in found if isinstance(value, str) and value.strip()]
    for want in ("html", "nitf", "text"):
        for kind, value in texts:
            if want in kind and (want != "text" or "html" not in kind):
                return as_body(want, value, headline, lead, cut)
    if texts:
        raise Unreadable("", f"Its text is of the kind “{texts[0][0]}”, which is not read.")
    return Body(lead=lead)


def kind_of(body: dict[str, Any]) -> str:
    told = f"{line(body.get('contenttype'))} {line(body.get('role'))}".lower()
    return "text" if told.startswith("text/plain") or told.strip() in ("", "main") else told


def as_body(kind: str, value: str, headline: str, lead: str, cut: bool) -> Body:
    if kind == "html":
        return of_html(value, headline, lead, cut=cut)
    if kind == "nitf":
        return nitf.body_of(parsed(value.encode("utf-8", "replace")), headline, lead)
    return of_text(value, headline, lead)


def unlike(headline: str, others: dict[str, str]) -> list[str]:
    """Further headlines that say something else, as their words."""
    return [plain(text) for text in others.values() if text != headline]


def plain(text: str) -> str:
    """A headline that came as HTML, as its words."""
    return line(" ".join(of_html(text, "", "").words.split())) if "</" in text else text


def sender(news: dict[str, Any]) -> str:
    holder = news.get("copyrightholder")
    for one in [holder, *listed(news.get("rightsinfo")), *listed(news.get("services"))]:
        found = line(one) if isinstance(one, str) else ""
        if found:
            return found[:120]
    return ""


def genre(news: dict[str, Any]) -> str:
    for one in listed(news.get("genres") or news.get("genre")):
        if found := line(one.get("literal")) or line(one.get("name")):
            return found
    return ""


def notes(news: dict[str, Any], others: list[str]) -> Iterator[str]:
    for one in (line(news.get("ednote")), *others, line(news.get("usageterms"))):
        if one:
            yield one


def subjects(news: dict[str, Any]) -> Iterator[Subject]:
    for key, kind in KINDS.items():
        for one in listed(news.get(key)):
            name = line(one.get("name")) or line(one.get("literal"))
            if name and line(one.get("rel")) not in NOT_ABOUT:
                yield Subject(name, kind)


def owed(news: dict[str, Any]) -> Iterator[Owed]:
    for one in listed(news.get("infosources") or news.get("infosource")):
        if name := line(one.get("name")):
            yield Owed(name, line(one.get("uri")), line(one.get("role")))


def pictures(news: dict[str, Any]) -> Iterator[Pictured]:
    """What goes with it: its associations of the type picture."""
    found = news.get("associations") or news.get("association")
    if isinstance(found, dict) and "type" not in found:
        found = list(found.values())
    for one in listed(found):
        if line(one.get("type")) in ("picture", "graphic"):
            said = first(by_role(one, "description"), "caption", "text")
            yield Pictured(
                line(one.get("uri")),
                said or first(by_role(one, "headline"), "main"),
                line(one.get("by") or one.get("byline") or one.get("copyrightholder")),
            )


def origin(news: dict[str, Any], body: Body) -> dict[str, str]:
    """The names under which the parts were found."""
    told = {
        "headline": next((n for n in ("headlines", "headline", "title") if news.get(n)), ""),
        "lead": "descriptions" if news.get("descriptions") else body.lead_from,
        "body": "bodies" if news.get("bodies") else "body_*",
        "byline": "by" if news.get("by") or news.get("byline") else body.byline_from,
        "dateline": "located" if news.get("located") else body.dateline_from,
    }
    return {part: place for part, place in told.items() if place}
