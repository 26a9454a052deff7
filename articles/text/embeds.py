"""What other houses' addresses may be shown inside a story, and the player's address for each."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

#: What a key in somebody else's address may look like.
KEY = re.compile(r"[A-Za-z0-9_-]{4,64}")


@dataclass(frozen=True)
class Player:
    """Who shows it, and from where; nothing is asked of them before a reader's click."""

    name: str
    address: str


def player(address: str) -> Player | None:
    """The player of an address; None where the house is not on the list or the address is odd."""
    try:
        parts = urlsplit(address)
        found = HOUSES.get((parts.hostname or "").removeprefix("www."))
        source = found and found[1](parts.path, parse_qs(parts.query))
    except ValueError:
        return None
    return Player(found[0], source) if found and source else None


def host(address: str) -> str:
    """`rundschau.example` of an address."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def first(path: str, at: int = 0) -> str:
    """The key at this place of a path, or ""."""
    steps = [step for step in path.split("/") if step]
    return steps[at] if len(steps) > at and KEY.fullmatch(steps[at]) else ""


def youtube(path: str, asked: dict[str, list[str]]) -> str:
    known = path.startswith(("/embed/", "/live/", "/shorts/"))
    key = first(path, 1) if known else asked.get("v", [""])[0]
    return f"https://www.youtube-nocookie.com/embed/{key}" if KEY.fullmatch(key) else ""


def short_youtube(path: str, asked: dict[str, list[str]]) -> str:
    key = first(path)
    return f"https://www.youtube-nocookie.com/embed/{key}" if key else ""


def vimeo(path: str, asked: dict[str, list[str]]) -> str:
    key = first(path)
    return f"https://player.vimeo.com/video/{key}?dnt=1" if key.isdecimal() else ""


def spotify(path: str, asked: dict[str, list[str]]) -> str:
    kind, key = first(path), first(path, 1)
    known = kind in {"episode", "show", "track", "album", "playlist"}
    return f"https://open.spotify.com/embed/{kind}/{key}" if known and key else ""


def soundcloud(path: str, asked: dict[str, list[str]]) -> str:
    address = f"https://soundcloud.com{path}"
    return f"https://w.soundcloud.com/player/?url={quote(address, safe='')}"


def datawrapper(path: str, asked: dict[str, list[str]]) -> str:
    key = first(path)
    return f"https://datawrapper.dwcdn.net/{key}/" if key else ""


#: By host: the house's name, and how its player's address is made.
HOUSES: dict[str, tuple[str, Callable[[str, dict[str, list[str]]], str]]] = {
    "youtube.com": ("YouTube", youtube),
    "youtu.be": ("YouTube", short_youtube),
    "vimeo.com": ("Vimeo", vimeo),
    "open.spotify.com": ("Spotify", spotify),
    "soundcloud.com": ("SoundCloud", soundcloud),
    "datawrapper.dwcdn.net": ("Datawrapper", datawrapper),
}
#: Whom the Content-Security-Policy lets into a frame.
FRAMES = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://open.spotify.com",
    "https://w.soundcloud.com",
    "https://datawrapper.dwcdn.net",
)
