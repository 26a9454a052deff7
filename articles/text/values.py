"""What an element may say of itself in its attributes."""

import re

from .tokens import attributes
from .tree import Mark, mark

KEY = re.compile(r"[A-Za-z0-9_-]{1,64}")
ADDRESS = re.compile(r"https://[^\s<>\"]{1,2000}")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}")
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):|[^:]*(?:[/?#]|$)")
SCHEMES = ("http", "https", "mailto", "tel")
SPAN = re.compile(r"[1-9][0-9]{0,2}")


def keyed(tag: str, source: str) -> dict[str, str] | None:
    """The key that makes a block ours; {} for one that needs none, None for somebody's layout."""
    if tag not in ("figure", "aside", "div"):
        return {}
    found = attributes(source)
    if tag == "aside" and "data-box" in found:
        key = found["data-box"]
        return {"data-box": key if KEY.fullmatch(key) else ""}
    name = {"figure": "data-picture", "aside": "data-story", "div": "data-embed"}[tag]
    key = found.get(name, "")
    address = tag == "div" and ADDRESS.fullmatch(key)
    return {name: key} if address or KEY.fullmatch(key) else None


def cell(source: str) -> dict[str, str]:
    """What a cell may say of itself; a span of one is none."""
    found = attributes(source)
    kept = {
        name: found[name]
        for name in ("colspan", "rowspan")
        if SPAN.fullmatch(found.get(name, "")) and found[name] != "1"
    }
    if found.get("scope") in ("row", "col", "rowgroup", "colgroup"):
        kept["scope"] = found["scope"]
    return kept


def worn(tag: str, source: str) -> Mark | None:
    """The mark, or None if it says nothing: a link to nowhere, a span without a language."""
    if tag == "a":
        href = attributes(source).get("href", "").strip()
        return mark("a", {"href": href, "rel": "noopener"}) if safe(href) else None
    if tag == "span":
        language = attributes(source).get("lang", "")
        return mark("span", {"lang": language}) if LANGUAGE.fullmatch(language) else None
    return tag, ""


def safe(href: str) -> bool:
    """Whether an address is one a reader may follow."""
    if not href or any(letter <= " " or letter == "\x7f" for letter in href):
        return False
    found = SCHEME.match(href)
    return found is not None and (not found[1] or found[1].lower() in SCHEMES)
