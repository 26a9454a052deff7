"""Finding elements by their names, whatever namespace an agency puts them into."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .markup import words
from .shut import local


def every(root: Element, *names: str) -> Iterator[Element]:
    """All elements of these names, in the document's order."""
    return (element for element in root.iter() if local(element) in names)


def one(root: Element, *path: str) -> Element | None:
    """The first element of the first name, in it the first of the second, and so on."""
    found: Element | None = root
    for name in path:
        found = next((each for each in every(found, name)), None) if found is not None else None
    return found


def said(root: Element, *path: str) -> str:
    """The words of that element; "" if there is none."""
    found = one(root, *path)
    return words(found) if found is not None else ""


def children(root: Element | None, *names: str) -> list[Element]:
    """Those directly in it."""
    return [] if root is None else [each for each in root if local(each) in names]


def outermost(root: Element, *names: str) -> Iterator[Element]:
    """Those in it, but none that stands in another of them; what is said twice is taken once."""
    for each in root:
        if local(each) in names:
            yield each
        elif local(each) != "fallback":
            yield from outermost(each, *names)


def attribute(element: Element | None, *names: str) -> str:
    """The first attribute of one of these names; "" if there is none."""
    for key, told in element.attrib.items() if element is not None else ():
        if key.rpartition("}")[2].lower() in names:
            return told
    return ""
