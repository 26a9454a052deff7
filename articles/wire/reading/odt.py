"""OpenDocument texts (.odt), as LibreOffice writes them."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from xml.etree.ElementTree import Element

from articles.wire.plain import Unreadable

from .finding import attribute, children, every, one, outermost, said
from .markup import words
from .office import PLAIN, Face, Found, anchor, refuse_many, spanned, styled, table
from .piece import Pictured
from .shut import local
from .words import line
from .zipped import Archive

KIND = b"application/vnd.oasis.opendocument.text"
#: Entries that are programs; the lists of empty libraries are none.
MACRO = re.compile(r"Basic/[^/]+/(?!script-lb\.xml$).|Scripts/[^/]+/.")
#: No words of the text stand in these.
SILENT = {
    *("tracked-changes", "sequence-decls", "variable-decls", "user-field-decls", "forms"),
    *("annotation-end", "note-citation", "title", "desc", "dde-connection-decls"),
}
SIGNS = {"s": " ", "tab": " ", "line-break": "<br>"}


@dataclass(frozen=True)
class Style:
    """What a style says, its parents' word included."""

    kind: str = ""
    face: Face = PLAIN


def found_in(archive: Archive) -> Found:
    """Everything of a document. Raises Unreadable."""
    if b"encryption-data" in archive.part("META-INF/manifest.xml"):
        raise Unreadable("", "It is encrypted; save it without a password.")
    if any(MACRO.match(name) for name in archive.names):
        raise Unreadable("", "There are macros in it; save it without them.")
    return Document(archive).read()


class Document:
    """One document while it is read."""

    def __init__(self, archive: Archive) -> None:
        self.archive, self.found = archive, Found()
        content = archive.tree("content.xml")
        body = None if content is None else one(content, "body", "text")
        if content is None or body is None:
            raise Unreadable("", "There is no text in this document.")
        self.body = body
        self.common = archive.tree("styles.xml")
        elements = {
            attribute(each, "name"): each
            for root in (self.common, content)
            if root is not None
            for each in every(root, "style")
        }
        self.styles = styles_of(elements)
        self.lists = lists_of(self.common) | lists_of(content)
        self.boxes: list[Element] = []

    def read(self) -> Found:
        if any(local(each) == "changed-region" for each in self.body.iter()):
            raise Unreadable("", "It has tracked changes; accept or reject the changes first.")
        self.blocks(self.body)
        self.apart()
        about = self.archive.tree("meta.xml")
        if about is not None:
            self.found.byline = said(about, "creator") or said(about, "initial-creator")
            self.found.language = said(about, "language")
        self.found.language = self.found.language or self.usual_language()
        return self.found

    def usual_language(self) -> str:
        """What the default style of paragraphs says."""
        for each in outermost(self.common, "default-style") if self.common is not None else ():
            properties = one(each, "text-properties")
            if attribute(each, "family") == "paragraph" and properties is not None:
                language, country = (
                    attribute(properties, part) for part in ("language", "country")
                )
                return "-".join(part for part in (language, country) if part not in ("", "none"))
        return ""

    def apart(self) -> None:
        """What stands above and below every page is for the desk."""
        for each in outermost(self.common, "header", "footer") if self.common is not None else ():
            text = words(each)
            if text and not text.isdecimal():  # a page's number
                self.found.tell(text)

    def blocks(self, parent: Element) -> None:
        """Paragraphs, lists and tables, in whatever they are wrapped."""
        for each in parent:
            self.block(each)
            boxes, self.boxes = self.boxes, []
            for box in boxes:
                self.blocks(box)

    def block(self, element: Element) -> None:
        name = local(element)
        if attribute(element, "display") == "none":
            self.found.tell(words(element))
        elif name in ("p", "h"):
            self.paragraph(element)
        elif name == "list":
            self.items(element, attribute(element, "style-name"), 0)
        elif name == "table":
            self.found.add("table", table(list(self.rows(element))))
        elif name in ("frame", "custom-shape", "object"):
            self.drawn(element)
        elif name not in SILENT:
            self.blocks(element)

    def paragraph(self, element: Element, kind: str = "", level: int = 0) -> None:
        style = self.styles.get(attribute(element, "style-name"), Style())
        rank = attribute(element, "outline-level") or "1"
        if not kind:
            heading = f"h{rank[:1]}" if local(element) == "h" else ""
            kind = (style.kind if style.kind in ("title", "lead") else heading) or style.kind or "p"
        # How a headline or a quotation looks by its style says nothing more.
        face = replace(style.face, strong=False, em=False) if style.kind else style.face
        self.found.add(kind, self.inline(element, face), level)

    def items(self, element: Element, style: str, level: int) -> None:
        """The items of a list, and those of lists in them."""
        kind = self.lists.get((style, str(level + 1)), "ul")
        for item in children(element, "list-item", "list-header"):
            for each in item:
                if local(each) == "list":
                    self.items(each, attribute(each, "style-name") or style, level + 1)
                elif local(each) == "h":
                    self.paragraph(each)
                elif local(each) == "p":
                    self.paragraph(each, kind, level)
                else:
                    self.block(each)

    def inline(self, parent: Element, face: Face) -> str:
        """The words of a paragraph or of what is in it."""
        html = self.run(parent.text, face)
        for each in parent:
            html += self.piece(each, face) + self.run(each.tail, face)
        return html

    def run(self, text: str | None, face: Face) -> str:
        if face.hidden and text and text.strip():
            self.found.tell(line(text))
        return "" if face.hidden or not text else face.set(escape(text, quote=False))

    def piece(self, element: Element, face: Face) -> str:
        name = local(element)
        if not name or name in SILENT:
            return ""
        if name in SIGNS:
            return SIGNS[name]
        if name == "note":
            return self.aside(element)
        if name == "annotation":
            who, texts = said(element, "creator"), [words(p) for p in outermost(element, "p")]
            self.found.tell(": ".join(filter(None, (who, " ".join(texts)))))
            return ""
        if name in ("frame", "custom-shape", "object"):
            self.drawn(element)
            return ""
        if name == "span":
            style = self.styles.get(attribute(element, "style-name"), Style()).face
            return self.inline(element, within(face, style))
        html = self.inline(element, face)
        return anchor(attribute(element, "href"), html) if name == "a" else html

    def aside(self, note: Element) -> str:
        """A mark in the text; the note itself stands at the end."""
        at = len(self.found.footnotes)
        mark = f"[{at + 1}]"
        self.found.footnotes.append(mark)
        html = " ".join(self.inline(each, Face()).strip() for each in outermost(note, "p", "h"))
        self.found.footnotes[at] = f"{mark} {html}"
        return mark

    def drawn(self, element: Element) -> None:
        """Pictures are told of; a text box is read after the paragraph."""
        boxes = list(outermost(element, "text-box"))
        if local(element) == "custom-shape":
            boxes.append(element)
        self.boxes += boxes
        caption = said(element, "desc") or said(element, "title")
        shown = list(outermost(element, "image", "object", "object-ole"))
        # A drawing has a picture of itself beside it.
        if shown and not boxes:
            place = attribute(shown[0], "href")
            inside = posixpath.normpath(place) if local(shown[0]) == "image" else ""
            inside = inside if inside in self.archive.names else ""
            self.found.draw(Pictured(posixpath.basename(place), caption, inside=inside))

    def rows(self, element: Element) -> Iterator[tuple[list[str], bool]]:
        heads = {
            row
            for head in outermost(element, "table-header-rows")
            for row in outermost(head, "table-row")
        }
        for row in outermost(element, "table-row"):
            cells = [
                f"{spanned(attribute(each, 'number-columns-spanned'))}>{self.cell(each)}"
                for each in children(row, "table-cell")
            ]
            yield cells, row in heads

    def cell(self, element: Element) -> str:
        """Paragraphs, one below the other."""
        faces = (
            (each, self.styles.get(attribute(each, "style-name"), Style()).face)
            for each in outermost(element, "p", "h")
        )
        lines = [self.inline(each, face).strip() for each, face in faces]
        return "<br>".join(each for each in lines if each)


def styles_of(elements: dict[str, Element]) -> dict[str, Style]:
    """The styles by their names, each with what its parents say."""
    refuse_many(elements)
    done: dict[str, Style] = {}
    for name in elements:
        path: dict[str, None] = {}  # in its order; a circle ends where it began
        while name in elements and name not in done and name not in path:
            path[name] = None
            name = attribute(elements[name], "parent-style-name")
        style = done.get(name, Style())
        for each in reversed(path):
            done[each] = style = inherited(each, elements[each], style)
    return done


def inherited(name: str, element: Element, parent: Style) -> Style:
    shown = attribute(element, "display-name") or name.replace("_20_", " ")
    face = parent.face
    for properties in children(element, "text-properties"):
        face = within(face, PLAIN, properties)
    return Style(styled(shown) or parent.kind, face)


def within(face: Face, inner: Face, properties: Element | None = None) -> Face:
    """A face inside another, or with what properties say."""
    weight, slant = attribute(properties, "font-weight"), attribute(properties, "font-style")
    height = attribute(properties, "text-position").partition(" ")[0]
    raised = {"super": "sup", "sub": "sub"}.get(height, "")
    return Face(
        strong=weight in ("bold", "600", "700", "800", "900")
        if weight
        else face.strong or inner.strong,
        em=slant in ("italic", "oblique") if slant else face.em or inner.em,
        raised=raised or inner.raised or face.raised,
        hidden=attribute(properties, "display") == "none" or face.hidden or inner.hidden,
    )


def lists_of(root: Element | None) -> dict[tuple[str, str], str]:
    """`ul` or `ol` by the name of a list's style and its level."""
    return {
        (attribute(style, "name"), attribute(level, "level")): (
            "ol" if local(level) == "list-level-style-number" else "ul"
        )
        for style in (every(root, "list-style") if root is not None else ())
        for level in style
    }
