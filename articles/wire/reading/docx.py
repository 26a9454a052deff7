"""Word's documents (.docx), as Word, LibreOffice and Google Docs write them."""

import posixpath
import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

from articles.wire.plain import Unreadable

from .docx_styles import Style, child, faced, lists_of, styles_of, told, value
from .finding import attribute, children, every, outermost, said
from .office import Face, Found, Passage, anchor, spanned, table
from .piece import Pictured
from .shut import local
from .words import line
from .zipped import Archive

TYPES = "[Content_Types].xml"
#: Elements that only tracked changes have.
TRACKED = ("ins", "del", "movefrom", "moveto", "cellins", "celldel")
#: What a document may bring along that no reader of ours opens.
FOREIGN = ("altchunk", "subdoc")
#: No words of the text stand in these.
SILENT = {"rpr", "ppr", "tblpr", "trpr", "tcpr", "sectpr", "sdtpr", "tblgrid"}
SIGNS = {"tab": " ", "br": "<br>", "cr": "<br>", "nobreakhyphen": "\u2011", "softhyphen": "\xad"}
FIELD = re.compile(r'HYPERLINK\s{1,9}"(https?://[^"\s]{1,2000})"')
DRAWN = ("drawing", "pict", "object")
SHOWN = ("blip", "imagedata", "oleobject", "chart")
#: Of these the ones that are pictures themselves.
PICTURES = ("blip", "imagedata")


def found_in(archive: Archive) -> Found:
    """Everything of a document. Raises Unreadable."""
    refuse_macros(archive)
    return Document(archive).read()


def refuse_macros(archive: Archive) -> None:
    types = archive.part(TYPES).lower()
    programs = any(one.lower().endswith("vbaproject.bin") for one in archive.names)
    if b"macroenabled" in types or programs:
        raise Unreadable("", "There are macros in it; save it as .docx without them.")
    if b"wordprocessingml" not in types:
        raise Unreadable("", "It is an office file, but no text document.")


class Document:
    """One document while it is read."""

    def __init__(self, archive: Archive) -> None:
        self.archive, self.found = archive, Found()
        self.name = next(related(archive, "", "officedocument"), "word/document.xml")
        self.links = {
            attribute(one, "id"): attribute(one, "target") for one in relations(archive, self.name)
        }
        self.inner = dict(entries(archive, self.name))
        self.styles = styles_of(self.other("styles"))
        self.lists = lists_of(self.other("numbering"))
        self.asides = {
            kind: {attribute(one, "id"): one for one in children(root, kind)}
            for kind in ("footnote", "endnote")
            if (root := self.other(f"{kind}s")) is not None
        }
        self.boxes: list[Element] = []

    def other(self, kind: str) -> Element | None:
        """A part that the text's own relations name."""
        name = next(related(self.archive, self.name, kind), "")
        return self.archive.tree(name) if name else None

    def read(self) -> Found:
        root = self.archive.tree(self.name)
        if root is None:
            raise Unreadable("", "There is no text in this document.")
        for each in (root, *self.asides_read()):
            refuse_tracked(each)
        self.blocks(root)
        self.apart()
        properties = next(related(self.archive, "", "core-properties"), "docProps/core.xml")
        about = self.archive.tree(properties)
        if about is not None:
            self.found.byline = said(about, "creator")
            self.found.language = said(about, "language")
        self.found.language = self.found.language or self.usual_language()
        return self.found

    def usual_language(self) -> str:
        """What the styles begin with."""
        usual = children(self.other("styles"), "docdefaults")
        return next((attribute(it, "val") for each in usual for it in every(each, "lang")), "")

    def asides_read(self) -> Iterator[Element]:
        for kind in self.asides.values():
            yield from kind.values()

    def apart(self) -> None:
        """Comments, and what stands above and below every page, are for the desk."""
        self.links, self.inner = {}, {}  # theirs are others
        for kind in ("comments", "header", "footer"):
            for name in dict.fromkeys(related(self.archive, self.name, kind)):
                root = self.archive.tree(name)
                for each in children(root, "comment") or ([] if root is None else [root]):
                    text = self.spoken(each)
                    if text and not text.isdecimal():  # a page's number
                        author = attribute(each, "author")
                        self.found.tell(f"{author}: {text}" if author else text)

    def spoken(self, element: Element) -> str:
        """All its words in one line, those of its text boxes as well."""
        html = self.cell(element)
        while self.boxes:
            html += f"<br>{self.cell(self.boxes.pop(0))}"
        return Passage("p", html).words

    def blocks(self, parent: Element) -> None:
        """Paragraphs and tables, in whatever they are wrapped."""
        for one in parent:
            name = local(one)
            if name == "p":
                self.paragraph(one)
            elif name == "tbl":
                self.found.add("table", table(list(self.rows(one))))
            elif name in FOREIGN:
                raise Unreadable("", "It holds another document; save it as one in Word.")
            elif name == "alternatecontent":
                self.blocks(chosen(one))
            elif name not in SILENT:
                self.blocks(one)
            self.boxed()

    def boxed(self) -> None:
        """Text boxes stand behind the paragraph they are fixed to."""
        boxes, self.boxes = self.boxes, []
        for one in boxes:
            self.blocks(one)

    def paragraph(self, element: Element) -> None:
        style = self.style(element)
        # How a headline or a quotation looks by its style says nothing more.
        html = self.inline(element, Face(hidden=style.face.hidden) if style.kind else style.face)
        unknown = "ul" if style.list not in ("", "0") else ""
        numbered = self.lists.get((style.list, style.level or "0"), unknown)
        kind = style.kind or numbered or "p"
        self.found.add(kind, html, int(style.level) if style.level.isdecimal() else 0)

    def style(self, element: Element) -> Style:
        """What a paragraph's style says, and the paragraph itself."""
        own = child(element, "ppr")
        named = self.styles.get(value(own, "pstyle"), self.styles.get("", Style()))
        return told(own, named)

    def inline(self, parent: Element, face: Face) -> str:
        """The words of a paragraph or of what is in it."""
        return "".join(self.piece(one, face) for one in parent)

    def piece(self, one: Element, face: Face) -> str:
        name = local(one)
        if name in SILENT or name == "instrtext":
            self.field(one.text or "")
            return ""
        if name == "t":
            return self.run(one.text or "", face)
        if name in SIGNS:
            return " " if attribute(one, "type") in ("page", "column") else SIGNS[name]
        if name == "sym":
            return self.run(sign(attribute(one, "char")), face)
        if name in ("footnotereference", "endnotereference"):
            return self.aside(name.removesuffix("reference"), attribute(one, "id"))
        if name in DRAWN:
            self.drawn(one)
            return ""
        if name == "alternatecontent":
            return self.inline(chosen(one), face)
        if name == "r":
            own = child(one, "rpr")
            return self.inline(one, faced(own, self.styles.get(value(own, "rstyle")), face))
        self.field(attribute(one, "instr"))
        inner = self.inline(one, face)
        address = self.links.get(attribute(one, "id"), "") if name == "hyperlink" else ""
        return anchor(address, inner)

    def field(self, told: str) -> None:
        """Of a link that is written as a field the desk gets the address."""
        for found in FIELD.finditer(told[:4_000]):
            self.found.tell(found[1])

    def run(self, text: str, face: Face) -> str:
        if face.hidden:
            self.found.tell(line(text))
            return ""
        return face.set(escape(text, quote=False))

    def aside(self, kind: str, number: str) -> str:
        """A mark in the text; the note itself stands at the end."""
        note = self.asides.get(kind, {}).pop(number, None)
        if note is None:
            return ""
        mark = f"[{len(self.found.footnotes) + 1}]"
        self.found.footnotes.append(mark)
        html = " ".join(self.inline(one, Face()).strip() for one in outermost(note, "p"))
        self.found.footnotes[int(mark[1:-1]) - 1] = f"{mark} {html.strip()}"
        return mark

    def drawn(self, element: Element) -> None:
        """Pictures are told of; a text box is read after the paragraph."""
        found = list(outermost(element, "txbxcontent", *SHOWN))
        boxes = [each for each in found if local(each) == "txbxcontent"]
        shown = [each for each in found if local(each) in SHOWN]
        self.boxes += boxes
        caption = line(attribute(next(every(element, "docpr", "shape"), None), "descr", "alt"))
        for each in shown:
            key = attribute(each, "embed", "link", "id")
            inside = self.inner.get(key, "") if local(each) in PICTURES else ""
            name = posixpath.basename(self.links.get(key, ""))
            self.found.draw(Pictured(name, caption, inside=inside))
        # A line across the page is a “pict” as well.
        if not shown and not boxes and local(element) != "pict":
            self.found.pictures.append(Pictured("", caption or local(element)))

    def rows(self, element: Element) -> Iterator[tuple[list[str], bool]]:
        for row in outermost(element, "tr"):
            cells = [
                f"{spanned(value(child(each, 'tcpr'), 'gridspan'))}>{self.cell(each)}"
                for each in outermost(row, "tc")
            ]
            yield cells, child(child(row, "trpr"), "tblheader") is not None

    def cell(self, element: Element) -> str:
        """Paragraphs, one below the other."""
        lines = [
            self.inline(each, self.style(each).face).strip() for each in outermost(element, "p")
        ]
        return "<br>".join(each for each in lines if each)


def refuse_tracked(root: Element) -> None:
    if next(every(root, *TRACKED), None) is not None:
        raise Unreadable("", "It has tracked changes; accept or reject the changes first.")


def relations(archive: Archive, name: str) -> list[Element]:
    """What a part, or the whole of the archive, names as belonging to it."""
    folder, last = posixpath.split(name)
    root = archive.tree(posixpath.join(folder, "_rels", f"{last}.rels"))
    return children(root, "relationship")


def related(archive: Archive, name: str, kind: str) -> Iterator[str]:
    """The entries of this kind; nothing outside the archive is one."""
    for one in relations(archive, name):
        target = attribute(one, "target")
        inside = attribute(one, "targetmode").lower() != "external"
        if inside and attribute(one, "type").lower().rpartition("/")[2] == kind:
            yield posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target))[1:]


def entries(archive: Archive, name: str) -> Iterator[tuple[str, str]]:
    """What a part's relations lead to inside the archive, by their names."""
    for one in relations(archive, name):
        if attribute(one, "targetmode").lower() != "external":
            target = posixpath.join("/", posixpath.dirname(name), attribute(one, "target"))
            yield attribute(one, "id"), posixpath.normpath(target)[1:]


def chosen(element: Element) -> Element:
    """Of what is said twice, for newer and for older programs, the first."""
    return element[0] if len(element) else element


def sign(code: str) -> str:
    """A letter of a symbol font; those of no meaning elsewhere become a square."""
    try:
        point = int(code, 16)
    except ValueError:
        return "\u25a1"
    return chr(point) if 0x20 < point < 0xD800 else "\u25a1"
