"""Documents of Word and LibreOffice: the same passages of both become one plain record."""

import re
from collections.abc import Iterator, Sized
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import groupby

from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext

from articles.text.blocks import LONGEST
from articles.wire.plain import Unreadable, is_title

from .piece import Pictured, Piece
from .words import line

#: What styles are called, in lower case, and what a passage in them is.
STYLES = {
    "title": "title", "titel": "title", "headline": "title", "schlagzeile": "title",
    "subtitle": "lead", "untertitel": "lead", "lead": "lead", "vorspann": "lead",
    "teaser": "lead", "standfirst": "lead",
    "quote": "quote", "intense quote": "quote", "zitat": "quote", "intensives zitat": "quote",
    "quotations": "quote", "block text": "quote", "block quotation": "quote",
}  # fmt: skip
HEADING = re.compile(r"(?:heading|überschrift) (\d)")
TAG = re.compile(r"<[^<>]*>")
HREF = re.compile(r'<a href="([^"]*)"')
#: How runs of the same kind end and begin again.
SEAMS = ("</em></strong><strong><em>", "</strong><strong>", "</em><em>", "</sup><sup>")
#: Styles of one document; Word itself allows fewer.
MOST_STYLES = 5_000
#: Passages that say something without a word.
SHOWN = ("table", "figure")
#: A list in a list deeper than this stands no deeper.
DEEPEST = 6


@dataclass(frozen=True)
class Passage:
    """A block of a document: `kind` is title, lead, h1 to h9, p, quote, ul, ol, table or figure."""

    kind: str
    html: str
    #: Of a list, how deep it stands in others.
    level: int = 0

    @property
    def words(self) -> str:
        return line(unescape(TAG.sub("", self.html.replace("<br>", " "))))

    @property
    def bold(self) -> bool:
        """Whether nothing in it is not bold."""
        whole = self.html.startswith("<strong>") and self.html.endswith("</strong>")
        return whole and self.html.count("<strong>") == 1


@dataclass
class Found:
    """What was found in a document, in its order."""

    passages: list[Passage] = field(default_factory=list)
    #: Footnotes and endnotes, each a line of HTML.
    footnotes: list[str] = field(default_factory=list)
    pictures: list[Pictured] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    byline: str = ""
    language: str = ""
    #: Characters of all passages and notes.
    size: int = 0
    #: Figures that stand behind the passage that is read.
    waiting: list[str] = field(default_factory=list)

    def draw(self, picture: Pictured) -> None:
        """A picture; one that lies in the document has its place behind this passage."""
        self.pictures.append(picture)
        if picture.inside:
            self.waiting.append(picture.figure)

    def add(self, kind: str, html: str, level: int = 0) -> None:
        """A passage, unless there is nothing in it. Raises Unreadable."""
        for seam in SEAMS:
            html = html.replace(seam, "")
        html = html.strip()
        self.grow(html)
        if html:
            self.passages.append(Passage(kind, html, min(level, DEEPEST)))
        self.passages += [Passage("figure", one) for one in self.waiting]
        self.waiting = []

    def tell(self, note: str) -> None:
        """Something for the desk alone, unless there is nothing in it. Raises Unreadable."""
        self.grow(note)
        if note:
            self.notes.append(note)

    def grow(self, text: str) -> None:
        self.size += len(text)
        if self.size > LONGEST:
            raise Unreadable("", "It is larger than two megabytes; split it.")


def styled(name: str) -> str:
    """What a passage in the style of this name is; "" for a plain one."""
    name = name.lower().strip()
    heading = HEADING.fullmatch(name)
    return f"h{heading[1]}" if heading else STYLES.get(name, "")


def refuse_many(styles: Sized) -> None:
    """Each style is worked out with all that it is based on. Raises Unreadable."""
    if len(styles) > MOST_STYLES:
        raise Unreadable("", f"It has more than {MOST_STYLES} styles.")


def piece_of(found: Found) -> Piece:
    """The record of a document. Raises Unreadable where there is no word in it."""
    rest = [one for one in found.passages if one.kind in SHOWN or one.words]
    if all(one.kind == "figure" for one in rest):
        raise Unreadable("", "There is no text in this document.")
    head = headline(rest)
    rest.remove(head)
    lead = lead_of(rest)
    if lead:
        rest.remove(lead)
    body = [*written(rest), *(f"<p>{one}</p>" for one in found.footnotes)]
    apart = [unescape(address) for one in (head, lead) if one for address in HREF.findall(one.html)]
    return Piece(
        source="",
        guid="",
        headline=head.words,
        lead=lead.words if lead else "",
        byline=line(found.byline),
        body="".join(body),
        notes=tuple(dict.fromkeys([*found.notes, *apart, *unseen(found.pictures)])),
        pictures=tuple(found.pictures),
        language=line(found.language),
        origin={
            "headline": "the first line" if head.kind == "p" else head.kind,
            "lead": lead.kind if lead else "",
            "body": "the text",
            "byline": "the properties",
        },
    )


def headline(passages: list[Passage]) -> Passage:
    """What is styled as the title, else the only heading of the first rank, else what is first."""
    titles = [one for one in passages if one.kind == "title"]
    tops = [one for one in passages if one.kind == "h1"]
    if titles or len(tops) == 1:
        return (titles or tops)[0]
    first = next((one for one in passages if one.kind not in SHOWN), None)
    if first is None:
        raise Unreadable("", "There is only a table in it, and no headline.")
    return first


def lead_of(rest: list[Passage]) -> Passage | None:
    """What is styled as the lead, else a first paragraph in bold that is no subhead."""
    styled_so = next((one for one in rest if one.kind == "lead"), None)
    first = next((one for one in rest if one.kind != "figure"), None)
    if styled_so or first is None:
        return styled_so
    return first if first.kind == "p" and first.bold and not is_title(first.words) else None


def written(passages: list[Passage]) -> Iterator[str]:
    """The HTML of the body: items gather in lists, passages of a quotation in one."""
    top = min((one.kind for one in passages if one.kind[0] == "h"), default="")
    for kind, group in groupby(passages, gathered):
        several = list(group)
        if kind == "list":
            yield listed(several, 0)
        elif kind == "quote":
            yield f"<blockquote>{''.join(f'<p>{one.html}</p>' for one in several)}</blockquote>"
        else:
            yield from (block(one, top) for one in several)


def gathered(passage: Passage) -> str:
    return "list" if passage.kind in ("ul", "ol") else passage.kind


def block(passage: Passage, top: str) -> str:
    """One passage; a short one in bold is a subhead that was not styled as one."""
    if passage.kind == "table":
        return f"<table>{passage.html}</table>"
    if passage.kind == "figure":
        return passage.html
    subhead = passage.bold and passage.kind == "p" and is_title(passage.words)
    if not subhead and passage.kind[0] not in ("h", "t"):
        return f"<p>{passage.html}</p>"
    tag = "h2" if subhead or passage.kind in (top, "title", "h1", "h2") else "h3"
    html = passage.html.replace("<strong>", "").replace("</strong>", "")
    return f"<{tag}>{html}</{tag}>"


def listed(items: list[Passage], level: int) -> str:
    """Items of one level; what stands deeper is a list in the item before it."""
    html, kind, at = "", "", 0
    while at < len(items):
        one, at = items[at], at + 1
        if kind and one.kind != kind:
            html += f"</{kind}>"
        if one.kind != kind:
            html += f"<{one.kind}>"
        kind, start = one.kind, at
        while at < len(items) and items[at].level > max(level, one.level):
            at += 1
        inner = listed(items[start:at], items[start].level) if at > start else ""
        html += f"<li>{one.html}{inner}</li>"
    return f"{html}</{kind}>"


def unseen(pictures: list[Pictured]) -> Iterator[str]:
    """What the desk has to know of pictures that do not lie in the document: none came in."""
    pictures = [one for one in pictures if not one.inside]
    if pictures:
        with translation.override(settings.LANGUAGE_CODE):
            yield ngettext(
                "%(count)d picture of the document was not taken in; put it into the library.",
                "%(count)d pictures of the document were not taken in; put them into the library.",
                len(pictures),
            ) % {"count": len(pictures)}


@dataclass(frozen=True)
class Face:
    """How words are set."""

    strong: bool = False
    em: bool = False
    #: `sup`, `sub` or "".
    raised: str = ""
    hidden: bool = False

    def set(self, html: str) -> str:
        """The words in their tags; blanks alone need none."""
        if not html.strip():
            return html
        for tag, wanted in ((self.raised, bool(self.raised)), ("em", self.em)):
            html = f"<{tag}>{html}</{tag}>" if wanted else html
        return f"<strong>{html}</strong>" if self.strong else html


#: Words that are set in no way of their own.
PLAIN = Face()


def anchor(address: str, html: str) -> str:
    """A link, where it leads to the web or to a mailbox; the words alone otherwise."""
    web = address.lower().startswith(("http://", "https://", "mailto:"))
    return f'<a href="{escape(address)}">{html}</a>' if web and html.strip() else html


def table(rows: list[tuple[list[str], bool]]) -> str:
    """The inside of a table of cells that are HTML with their tags' attributes written already."""
    html = ""
    for cells, is_head in rows:
        tag = "th" if is_head else "td"
        html += "<tr>" + "".join(f"<{tag}{one}</{tag}>" for one in cells) + "</tr>"
    return html


def spanned(value: str) -> str:
    """The attribute of a cell that is several columns wide."""
    return f' colspan="{value}"' if re.fullmatch(r"[2-9]|[1-9]\d", value) else ""
