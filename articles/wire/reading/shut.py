"""XML with its doors shut: no entity of its own, nothing fetched, and only so deep and so much."""

import io
from functools import lru_cache
from html.entities import name2codepoint
from typing import Any
from xml.etree.ElementTree import (  # built by it; read by defusedxml
    Element,
    ParseError,
    TreeBuilder,
)

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import XMLParser

from articles.wire.plain import Unreadable

#: Elements one inside the other, and all told, above which no newsroom wrote it.
DEEPEST, MOST = 120, 100_000
#: Named in HTML's own list. A document type is never fetched, so these are all there are.
KNOWN = {name: chr(point) for name, point in name2codepoint.items()}


class Guarded(TreeBuilder):
    """A tree that stops growing. Raises Unreadable."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = self.count = 0

    def start(self, tag: Any, attrs: dict[Any, Any], /) -> Element:
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST:
            raise Unreadable("", "Too many elements, or too many one inside the other.")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def parsed(data: bytes, *, doctype: bool = True) -> Element:
    """The root. Raises Unreadable, before anything that grows has grown."""
    parser = XMLParser(target=Guarded(), forbid_dtd=not doctype, forbid_entities=True)
    parser.entity.update(KNOWN)
    stream = io.BytesIO(data)
    try:
        while piece := stream.read(65_536):
            parser.feed(piece)
        root: Element = parser.close()
    except DTDForbidden as error:
        raise Unreadable("", "It has a document type (DTD); no such file needs one.") from error
    except DefusedXmlException as error:
        raise Unreadable("", "It declares entities of its own; such files are refused.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Unreadable("", f"It is no sound XML ({error}).") from error
    return root


def local(element: Element) -> str:
    """The name without its namespace, in lower case; "" for a remark."""
    tag = element.tag
    return bare(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1_000)
def bare(tag: str) -> str:
    """Documents ask for the same few, once for every element that is looked at."""
    return tag.rpartition("}")[2].lower()
