"""How the tests read a page: as a browser would, by element."""

from xml.etree.ElementTree import Element

import html5lib
from django.http import HttpResponse


def parse(answer: HttpResponse) -> Element:
    """The page's html element; its main element stands for what the page is about."""
    page = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
    assert page.find(".//main") is not None
    return page


def main_of(page: Element) -> Element:
    return page.find(".//main")


def parts(page: Element) -> dict[str, Element]:
    """The marked parts of a story: headline, standfirst, body, corrections, credits."""
    return {one.get("data-part"): one for one in page.iter() if one.get("data-part")}


def flat(element: Element) -> str:
    """The text with its space as a browser shows it; soft hyphens are not seen inside a line."""
    return " ".join("".join(element.itertext()).replace("\u00ad", "").split())


def blocks(element: Element) -> list[str]:
    """The text of each child."""
    return [flat(child) for child in element]
