"""The links in what the site answers: found, and led to where the copy has their pages."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from html import escape, unescape

from .naming import address_of, link_of

#: What may stand in an address of ours within any text.
INNER = r"(?:[^\s\"'<>\\&)\]]|&amp;)*"
FORM = re.compile(r'<form action="/search/".*?</form>', re.DOTALL)
FINDER = re.compile(r'<link rel="search"[^>]*>\n?')
SHEETS = re.compile(r"url\(([^)]+)\)")
QUOTED = re.compile(r'"(/[^"\s]*)"')
#: Where a sentence ends after an address.
ENDS = ".,;:!?"


@dataclass
class Linked:
    """A text with its links led into the copy, and the addresses of ours that it names."""

    text: str
    found: list[str] = field(default_factory=list)


@cache
def links_in(site: str) -> re.Pattern[str]:
    """In a page or a feed: attributes with one address or several, and the site's own in full."""
    whole = re.escape(site)
    return re.compile(
        rf'(\s(?:href|src|data-newest)=")([^"]*)|(\ssrcset=")([^"]*)|({whole}(?![\w.:-]){INNER})'
    )


def linked(text: str, content_type: str, base: str, site: str, no_search: str) -> Linked:
    """`base` is the address that answered with it; `no_search` stands where a search form was."""
    kind = content_type.partition(";")[0]
    if kind == "text/css":
        return Linked(text, named(SHEETS.findall(text), base, site))
    if kind == "application/manifest+json":
        return Linked(text, named(QUOTED.findall(text), base, site))
    if kind == "text/html":
        text = FORM.sub(lambda _form: no_search, FINDER.sub("", text))
    result = Linked(text)
    result.text = links_in(site).sub(led(result.found, base, site), text)
    return result


def named(links: list[str], base: str, site: str) -> list[str]:
    found = [address_of(one.strip("\"' "), base, site) for one in links]
    return [one for one in found if one]


def led(found: list[str], base: str, site: str) -> Callable[[re.Match[str]], str]:
    """What to put for each match; the addresses go to `found`."""

    def one(link: str) -> str:
        address = address_of(unescape(link), base, site)
        if address is None:
            return link
        found.append(address)
        if "?" not in address:
            return link
        root = site if link.startswith(site) else ""
        mark, fragment = link.partition("#")[1:]
        return f"{root}{escape(link_of(address))}{mark}{fragment}"

    def put(match: re.Match[str]) -> str:
        if match[5] is not None:
            bare = match[5].rstrip(ENDS)
            return one(bare) + match[5][len(bare) :]
        if match[3] is not None:
            for each in match[4].split(", "):
                one(each.split(" ")[0])
            return match[0]
        return f"{match[1]}{one(match[2])}"

    return put
