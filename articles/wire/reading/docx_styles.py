"""What Word's styles and lists say of a paragraph: its rank, its face, its place in a list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from .finding import attribute, children
from .office import PLAIN, Face, refuse_many, styled

OFF = ("0", "false", "off", "none")
RAISED = {"superscript": "sup", "subscript": "sub"}
#: Formats of numbers that are none: a sign, and nothing at all.
UNNUMBERED = {"bullet": "ul", "none": "p"}


@dataclass(frozen=True)
class Style:
    """What a style says, its parents' word included."""

    kind: str = ""
    face: Face = PLAIN
    #: The number of its list, and how deep.
    list: str = ""
    level: str = ""


def styles_of(root: Element | None) -> dict[str, Style]:
    """The styles by their ids; the paragraph's default under ""."""
    elements = {attribute(one, "styleid"): one for one in children(root, "style")}
    refuse_many(elements)
    done: dict[str, Style] = {}
    for name, one in elements.items():
        path = list(ancestors(name, elements, done))
        style = done.get(value(elements[path[-1]], "basedon"), Style()) if path else done[name]
        for each in reversed(path):
            style = told(child(elements[each], "ppr"), inherited(elements[each], style))
            done[each] = style
        if attribute(one, "default") == "1" and attribute(one, "type") == "paragraph":
            done[""] = style
    return done


def ancestors(name: str, elements: dict[str, Element], done: dict[str, Style]) -> Iterator[str]:
    """A style and those it is based on, up to one that is known; a circle ends where it began."""
    seen = set()
    while name in elements and name not in done and name not in seen:
        yield name
        seen.add(name)
        name = value(elements[name], "basedon")


def inherited(element: Element, parent: Style) -> Style:
    kind = styled(value(element, "name")) or parent.kind
    return replace(parent, kind=kind, face=faced(child(element, "rpr"), None, parent.face))


def told(own: Element | None, style: Style) -> Style:
    """With what a paragraph's properties say of rank and list."""
    numbering = child(own, "numpr")
    rank = value(own, "outlinelvl")
    return replace(
        style,
        kind=style.kind or (f"h{int(rank) + 1}" if rank in tuple("01234567") else ""),
        list=value(numbering, "numid") or style.list,
        level=value(numbering, "ilvl") or style.level,
    )


def faced(own: Element | None, style: Style | None, face: Face) -> Face:
    """How a run is set: its own properties, else its style's, else those around it."""
    base = style.face if style else Face()
    strong, em, hidden = (switched(own, name) for name in ("b", "i", "vanish"))
    return Face(
        strong=(base.strong or face.strong) if strong is None else strong,
        em=(base.em or face.em) if em is None else em,
        raised=RAISED.get(value(own, "vertalign"), base.raised or face.raised),
        hidden=(base.hidden or face.hidden) if hidden is None else hidden,
    )


def switched(own: Element | None, name: str) -> bool | None:
    found = child(own, name)
    return None if found is None else attribute(found, "val").lower() not in OFF


def lists_of(root: Element | None) -> dict[tuple[str, str], str]:
    """`ul` or `ol` by the number of a list and its level."""
    drafts = {
        attribute(one, "abstractnumid"): {
            attribute(level, "ilvl"): value(level, "numfmt") for level in children(one, "lvl")
        }
        for one in children(root, "abstractnum")
    }
    return {
        (attribute(one, "numid"), level): UNNUMBERED.get(kind, "ol")
        for one in children(root, "num")
        for level, kind in drafts.get(value(one, "abstractnumid"), {}).items()
    }


def child(element: Element | None, name: str) -> Element | None:
    return next(iter(children(element, name)), None)


def value(element: Element | None, name: str) -> str:
    """What a property says, such as `<w:numId w:val="3"/>`."""
    found = child(element, name)
    return "" if found is None else attribute(found, "val")
