"""Under which name a file server finds what the site answers at an address."""

import hashlib
import re
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin

#: Questions that lead to a page of their own. Any other is not asked: file servers ignore it, too.
ASKED = frozenset({"before", "after", "month", "entry", "gone"})
PLAIN = re.compile(r"[A-Za-z0-9._-]{1,120}")
#: Longest name of a file, in bytes, that every file system takes.
LONGEST = 255
INDEX = "index.html"


class Unnameable(ValueError):
    """No file can stand at this address."""


def address_of(link: str, base: str, site: str) -> str | None:
    """The address of ours that a link leads to, seen from `base`; None for anything elsewhere.

    Both are paths with what is asked there; the fragment is left out, and so is every question
    that makes no page of its own.
    """
    if link == site or link.startswith((f"{site}/", f"{site}?", f"{site}#")):
        link = link.removeprefix(site) or "/"
    found, _fragment = urldefrag(urljoin(base, link))
    if not found.startswith("/") or found.startswith("//"):
        return None
    path, _mark, query = found.partition("?")
    asked = parse_qsl(query, keep_blank_values=True)
    return found if asked and all(name in ASKED for name, _value in asked) else path


def link_of(address: str) -> str:
    """Where the copy has it: what is asked becomes part of the file's name.

    `/stadt/?before=17.4` is `/stadt/before-17.4.html`, `/rss.xml?month=2026-10` is
    `/rss_month-2026-10.xml`.
    """
    path, mark, query = address.partition("?")
    if not mark:
        return path
    pairs = parse_qsl(query, keep_blank_values=True)
    words = "_".join(f"{name}-{value}" if value else name for name, value in pairs)
    if not PLAIN.fullmatch(words):
        words = hashlib.sha256(query.encode()).hexdigest()[:24]
    folder, _slash, name = path.rpartition("/")
    if not name:
        return f"{folder}/{words}.html"
    stem, _dot, suffix = name.rpartition(".")
    return f"{folder}/{stem}_{words}.{suffix}"


def file_of(address: str, *, page: bool = False) -> str:
    """The file, relative to the copy's folder. Raises Unnameable.

    `page`: whatever the address ends in, it is a page that browsers are to show.
    """
    path = unquote(link_of(address))
    if page and not path.endswith(("/", ".html", ".htm")):
        path += "/"
    parts = path.removeprefix("/").split("/")
    if parts[-1] == "":
        parts[-1] = INDEX
    if any(odd(one) for one in parts):
        raise Unnameable(path)
    return "/".join(parts)


def odd(name: str) -> bool:
    """What a name may not be; a dot first is for names of ours alone."""
    hidden = name.startswith(".") and name != ".well-known"
    strange = any(ord(one) < 32 or one in '\\:*?"<>|\x7f' for one in name)
    return not name or hidden or strange or len(name.encode()) > LONGEST
