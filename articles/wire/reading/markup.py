"""From a source's markup to the HTML our cleaner takes: what means something keeps its meaning."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from xml.etree.ElementTree import Element

from articles.text.embeds import player

from .piece import Pictured
from .shut import local
from .words import line

#: What no reader is to see goes with its words.
SILENT = {"head", "script", "style", "template"}
#: NITF's names, and what they are in HTML.
RENAMED = {
    "hl1": "h2", "hl2": "h2", "hl3": "h3", "hl4": "h3", "bq": "blockquote", "lang": "span",
    "credit": "cite", "note": "aside", "pre": "p", "sup": "sup", "sub": "sub",
    "table-title": "p",
}  # fmt: skip
#: Words of a class or a role by which sources mark an info box.
BOX = ("infobox", "factbox", "fact-box", "fact_box", "faktabox", "faktaruta", "info-box")
#: Paragraphs that say again what the lead says.
LEADS = {"teaser", "lead", "lede", "ingress", "intro", "preamble"}
#: Attributes that mean something to a reader. Keys of ours are nobody else's to give.
KEPT = ("href", "colspan", "rowspan", "scope", "lang")
#: What a picture does not break in two.
HOLDING = {"p", "h2", "h3", "h4", "ul", "ol", "blockquote", "table", "dl", "aside", "figure"}
#: Blocks behind which words do not grow together.
INLINE = {
    *("a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span"),
    *("strong", "sub", "sup", "time", "u", "bdo", "del", "ins", "kbd", "samp", "var", "label"),
    *("person", "org", "location", "chron", "num", "money", "event", "function", "city"),
    *("country", "state", "region", "sublocation", "virtloc", "object.title", "alt-code"),
    *("copyrite", "frac", "postaddr", "classifier", "name.given", "name.family"),
}


@dataclass
class Markup:
    """What a body turned out to hold."""

    #: The headline and the lead, as the source gives them apart from the body.
    headline: str
    lead: str
    #: The lead was cut off the body's beginning, where it stands whole.
    cut: bool = False
    dateline: str = ""
    html: list[str] = field(default_factory=list)
    pictures: list[Pictured] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: Whether pictures keep their places: each stands behind the block that it was in.
    placing: bool = False
    waiting: list[str] = field(default_factory=list)
    depth: int = 0

    def take(self, element: Element) -> None:
        """Write one element with what it holds, or put it where it belongs."""
        name = local(element)
        if not name or name in SILENT:
            return
        for rule in RULES:
            if rule(self, element, name):
                return
        tag = RENAMED.get(name, name)
        if name in INLINE and name not in ("a", "span", "cite") and tag not in FORMATTING:
            self.inside(element)
            return
        self.wrap(element, tag, attributes(element))

    def wrap(self, element: Element, tag: str, source: str = "") -> None:
        self.html.append(f"<{tag}{source}>")
        self.depth += tag in HOLDING
        if tag not in ("br", "hr"):
            self.inside(element)
            self.html.append(f"</{tag}>")
        self.depth -= tag in HOLDING
        self.settle()

    def place(self, pictures: Iterable[Pictured]) -> None:
        found = list(pictures)
        self.pictures += found
        if self.placing:
            self.waiting += [one.figure for one in found if one.address]
        self.settle()

    def settle(self) -> None:
        if self.waiting and not self.depth:
            self.html += self.waiting
            self.waiting = []

    def inside(self, element: Element) -> None:
        self.write(element.text)
        for child in element:
            self.take(child)
            self.write(child.tail)

    def write(self, text: str | None) -> None:
        if text:
            self.html.append(escape(text, quote=False))

    # Each rule says whether it has dealt with the element.

    def again(self, element: Element, name: str) -> bool:
        """The headline, and a lead that stands in the body as well, are not said twice."""
        if name in ("h1", "hl1", "title") and words(element) == self.headline:
            return True
        if name != "p" or not (self.cut or is_lead(element)):
            return False
        first = words(element)
        if first and not self.begun() and (not self.lead or alike(first, self.lead)):
            self.lead = first
        return bool(first) and first == self.lead

    def begun(self) -> bool:
        """Whether there are words already."""
        return any(not one.startswith("<") and one.strip() for one in self.html)

    def head(self, element: Element, name: str) -> bool:
        """A head that repeats the headline has beside it what the file's own fields say."""
        if name != "header":
            return False
        heads = [words(one) for one in element.iter() if local(one) == "h1"]
        if self.headline not in heads:
            return False
        rest = [words(one) for one in blocks(element) if words(one) != self.headline]
        self.notes += [one for one in rest if one]
        return True

    def mark(self, element: Element, name: str) -> bool:
        """The dateline stays where it stands; elsewhere it is only known."""
        if "dateline" in classes(element) and not self.dateline:
            self.dateline = words(element)
        if "dat" in classes(element):  # TT's: a department and an agency above the text
            self.notes.append(" · ".join(words(one) for one in element))
            return True
        return False

    def box(self, element: Element, name: str) -> bool:
        """An info box in its place."""
        told = " ".join(classes(element))
        if name == "aside" and "data-box" in element.attrib:
            told = BOX[0]
        if name in ("div", "section", "aside", "note", "block") and any(b in told for b in BOX):
            self.wrap(element, "aside", ' data-box=""')
            return True
        return False

    def picture(self, element: Element, name: str) -> bool:
        """Pictures are named apart, with all that is said of them."""
        if name == "figure" and any(local(one) == "figure" for one in element):
            return False
        if name in ("figure", "media", "picture") and any(
            local(one) in ("img", "media-reference", "media-caption") for one in element.iter()
        ):
            self.place(pictured(element))
            return True
        if name == "img":
            self.place(pictured_as(element))
            return True
        return False

    def player(self, element: Element, name: str) -> bool:
        """A player we know is an embed, any other a link."""
        if name != "iframe":
            return False
        address = line(element.get("src"))
        address = f"https:{address}" if address.startswith("//") else address
        if player(address):
            self.html.append(f'<div data-embed="{escape(address)}"></div>')
        elif address:
            self.html.append(f'<p><a href="{escape(address)}">{escape(address)}</a></p>')
        return True


OTHER = re.compile(r"\W+")
FORMATTING = {"b", "strong", "i", "em", "sub", "sup"}
RULES = (Markup.again, Markup.head, Markup.mark, Markup.box, Markup.picture, Markup.player)


def words(element: Element) -> str:
    """All words in one line; those of two blocks do not grow together."""
    return line("".join(spoken(element)))


def spoken(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        apart = "" if local(child) in INLINE else " "
        yield apart
        yield from spoken(child)
        yield apart
        yield child.tail or ""


def classes(element: Element) -> list[str]:
    told = f"{element.get('class') or ''} {element.get('style') or ''} {element.get('role') or ''}"
    return told.lower().split() if len(told) < 1_000 else []


def alike(one: str, other: str) -> bool:
    """Whether one begins with the other: descriptions are often a text's cut-off beginning."""
    first, second = (OTHER.sub("", text) for text in (one, other))
    return bool(first and second) and (first.startswith(second) or second.startswith(first))


def is_lead(element: Element) -> bool:
    return element.get("lede") == "true" or bool(LEADS & set(classes(element)))


def attributes(element: Element) -> str:
    """Those that mean something, written out."""
    found = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    kept = [(name, found[name]) for name in KEPT if name in found]
    return "".join(f' {name}="{escape(value)}"' for name, value in kept)


def blocks(element: Element) -> Iterator[Element]:
    """The innermost elements that are no part of a line."""
    for child in element:
        if local(child) in INLINE or not any(local(one) not in INLINE for one in child):
            yield child
        else:
            yield from blocks(child)


def pictured(element: Element) -> Iterator[Pictured]:
    """The pictures of one figure, its caption with the first."""
    caption = [one for one in element.iter() if local(one) in ("figcaption", "media-caption")]
    credit = [
        one
        for one in element.iter()
        if local(one) == "media-producer" or {"byline", "credit"} & set(classes(one))
    ]
    said, whose = (" ".join(words(one) for one in found) for found in (caption, credit))
    for one in element.iter():
        if local(one) in ("img", "media-reference"):
            address = line(one.get("src") or one.get("source"))
            yield Pictured(address, said or line(one.get("alt")), whose)
            said = whose = ""
    if said or whose:
        yield Pictured("", said, whose)


def pictured_as(element: Element) -> Iterator[Pictured]:
    address = line(element.get("src") or element.get("source"))
    if address and not address.startswith("data:"):
        yield Pictured(address, line(element.get("alt")))
