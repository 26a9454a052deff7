"""NewsML-G2 (IPTC): news items, alone or in a message, as agencies really send them."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from articles.catalog.models import Tag
from articles.wire.plain import Unreadable

from . import nitf
from .bodies import Body, of_element, of_html, of_text
from .finding import children, every, one, said
from .markup import words
from .piece import Owed, Pictured, Piece, Status, Subject
from .shut import local, parsed
from .words import line, moment, number, status, urgency

#: IPTC's names for kinds of concepts, as ours.
NATURES = {
    "person": Tag.Kind.PERSON,
    "geoarea": Tag.Kind.PLACE,
    "poi": Tag.Kind.PLACE,
    "organisation": Tag.Kind.ORGANISATION,
    "event": Tag.Kind.EVENT,
    "abstract": Tag.Kind.TOPIC,
}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: What these say is for machines, or said again in the other notes.
NO_NOTE = {"notepad"}
#: What a message may hold beside news.
OTHERS = {
    *("conceptitem", "knowledgeitem", "planningitem", "catalogitem", "packageitem"),
    "catalog",
}


def pieces(data: bytes, name: str) -> Iterator[Piece]:
    """The texts of a message; its pictures belong to them. Raises Unreadable if there is none."""
    root = parsed(data)
    items = list(every(root, "newsitem"))
    texts = [item for item in items if kind_of(item) in ("text", "")]
    if not texts:
        raise Unreadable(name, f"It holds no text, but {what(root, items)}.")
    beside = [named_picture(item) for item in items if kind_of(item) in ("picture", "graphic")]
    for item in texts:
        yield piece(item, beside if len(texts) == 1 else [])


def what(root: Element, items: list[Element]) -> str:
    """What a document without a text is, in its own words."""
    if items:
        return f"an item of the class “{kind_of(items[0])}”"
    found = next((local(each) for each in root.iter() if local(each) in OTHERS), local(root))
    return f"“{found}”"


def kind_of(item: Element) -> str:
    """`text`, `picture` and so on; "" where it is not said."""
    meta = next(iter(children(item, "itemmeta")), None)
    return coded(next(iter(children(meta, "itemclass")), None))


def piece(item: Element, beside: list[Pictured]) -> Piece:
    return Reader(item).piece(beside)


@dataclass
class Reader:
    """One item, taken apart."""

    item: Element

    @property
    def meta(self) -> Element | None:
        return next(iter(children(self.item, "itemmeta")), None)

    @property
    def content(self) -> Element | None:
        return next(iter(children(self.item, "contentmeta")), None)

    def piece(self, beside: list[Pictured]) -> Piece:
        headlines = self.headlines()
        headline = next(iter(headlines), "") or self.meta_said("title")
        lead = self.lead()
        body = self.body(headline, lead)
        state = status(coded(next(iter(children(self.meta, "pubstatus")), None)))
        signals = {coded(each) for each in children(self.meta, "signal")}
        notes = list(self.notes())
        return Piece(
            source=self.sender(),
            guid=line(self.item.get("guid")),
            version=number(self.item.get("version")) or 1,
            status=Status.KILLED if "kill" in signals else state,
            embargo=moment(self.meta_said("embargoed")),
            made_at=moment(self.meta_said("versioncreated")),
            urgency=urgency(self.content_said("urgency")),
            genre=self.genre(),
            kicker=self.content_said("slugline"),
            headline=headline,
            short_headline=headlines[1] if len(headlines) > 1 else "",
            lead=body.lead,
            byline=self.byline() or body.byline,
            dateline=self.content_said("dateline") or self.located() or body.dateline,
            body=body.html,
            notes=(*headlines[2:], *notes, *body.notes),
            corrections=tuple(notes[:1]) if "correction" in signals else (),
            subjects=tuple(self.subjects()),
            owed=tuple(self.owed()),
            pictures=(*body.pictures, *self.linked(), *beside),
            language=self.language(),
            origin=self.origin(body),
        )

    def meta_said(self, name: str) -> str:
        return next((words(each) for each in children(self.meta, name)), "")

    def content_said(self, name: str) -> str:
        return next((words(each) for each in children(self.content, name)), "")

    def headlines(self) -> list[str]:
        """The first by rank is the headline, the second the short or second one."""
        found = sorted(
            children(self.content, "headline"), key=lambda each: number(each.get("rank")) or 1
        )
        return [text for each in found if (text := words(each))]

    def lead(self) -> str:
        """A summary, but no picture's caption."""
        for each in children(self.content, "description"):
            if not line(each.get("role")).endswith((":caption", ":remoteinstructions")):
                return words(each)
        return ""

    def body(self, headline: str, lead: str) -> Body:
        """The first text of the content set that we can read."""
        for content in every(self.item, "inlinexml", "inlinedata"):
            kind = line(content.get("contenttype")).lower()
            if local(content) == "inlinedata":
                text = "".join(content.itertext())
                read = of_html if "html" in kind else of_text
                return read(text, headline, lead)
            if one(content, "nitf") is not None:
                return nitf.body_of(content, headline, lead)
            page = one(content, "body")
            return of_element([page if page is not None else content], headline, lead)
        return Body(lead=lead)

    def sender(self) -> str:
        provider = next(iter(children(self.meta, "provider")), None)
        holder = said(self.item, "copyrightholder")
        if provider is None:
            return holder[:120]
        address = urlsplit(line(provider.get("uri")))
        return (said(provider, "name") or holder or coded(provider) or address.hostname or "")[:120]

    def genre(self) -> str:
        found = next(iter(children(self.content, "genre")), None)
        return (said(found, "name") or coded(found)) if found is not None else ""

    def located(self) -> str:
        found = next(iter(children(self.content, "located")), None)
        return said(found, "name") if found is not None else ""

    def byline(self) -> str:
        """What is to be printed; else the names of who made it, where they are names."""
        if told := self.content_said("by"):
            return told
        names = [said(each, "name") for each in children(self.content, "creator")]
        return ", ".join(name for name in names if " " in name)

    def notes(self) -> Iterator[str]:
        found = [(tail(each.get("role")), words(each)) for each in children(self.meta, "ednote")]
        if any(role not in NO_NOTE for role, _text in found):
            found = [(role, text) for role, text in found if role not in NO_NOTE]
        yield from (text for _role, text in found if text)
        for each in every(self.item, "usageterms"):
            if text := words(each):
                yield text

    def subjects(self) -> Iterator[Subject]:
        for each in children(self.content, "subject"):
            name = said(each, "name") or line(each.get("literal"))
            kind = tail(each.get("type"))
            if name and kind != "category":
                yield Subject(name, NATURES.get(kind, ""))
        yield from (
            Subject(words(each)) for each in children(self.content, "keyword") if words(each)
        )

    def owed(self) -> Iterator[Owed]:
        for each in children(self.content, "infosource"):
            if name := said(each, "name") or line(each.get("literal")):
                yield Owed(name, line(each.get("uri")))

    def linked(self) -> Iterator[Pictured]:
        """Pictures the item points to."""
        for each in children(self.meta, "link"):
            if coded(next(iter(children(each, "itemclass")), None)) == "picture":
                yield Pictured(line(each.get("residref") or each.get("href")), said(each, "title"))

    def language(self) -> str:
        found = next(iter(children(self.content, "language")), None)
        told = found.get("tag") if found is not None else ""
        return line(told or self.item.get(LANGUAGE))

    def origin(self, body: Body) -> dict[str, str]:
        return {
            "headline": "headline" if self.headlines() else "title",
            "lead": body.lead_from or "description",
            "body": "contentSet",
            "byline": "by" if self.content_said("by") else body.byline_from or "creator",
            "dateline": "dateline" if self.content_said("dateline") else body.dateline_from,
        }


def coded(element: Element | None) -> str:
    """`text` of `ninat:text`, or of an address that ends with it."""
    if element is None:
        return ""
    return tail(element.get("qcode") or element.get("uri") or element.get("literal"))


def tail(code: str | None) -> str:
    return line(code).rpartition(":")[2].rpartition("/")[2].lower()


def named_picture(item: Element) -> Pictured:
    """What a message says of a picture beside its text."""
    reader = Reader(item)
    said_of = [
        words(each)
        for each in children(reader.content, "description")
        if line(each.get("role")).endswith(":caption")
    ]
    caption = next(iter(said_of), "") or next(iter(reader.headlines()), "")
    return Pictured(line(item.get("guid")), caption, reader.content_said("creditline"))
