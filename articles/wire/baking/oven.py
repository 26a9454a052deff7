"""Walking the whole site from link to link, and keeping what it answers."""

import hashlib
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.utils import translation

from articles.reader.stamps import code_version, look
from articles.reader.views import around
from articles.reader.wall.roles import READER

from . import starts
from .asking import Answer, ask
from .hashed import hashed_names, static_file
from .linking import linked
from .naming import Unnameable, address_of, file_of, link_of
from .shelf import Kept, Shelf, Unbakeable, shelf

SEARCH, NOWHERE = "/search/", "/404.html"
#: What only a program that runs can answer; the copy says so, or does without.
DYNAMIC = ("/api/", "/opensearch.xml", "/search/rss.xml", "/healthz", "/readyz", "/admin/")
#: What a program reads, which no page can lead elsewhere: it gets the other address's bytes.
READ_BY_PROGRAMS = (".xml", ".json", ".txt")
#: How files are read again for their links, by their endings; in all others there is none.
READ = {
    **dict.fromkeys(("html", "htm", "xml", "json", "txt"), "text/plain"),
    "css": "text/css",
    "webmanifest": "application/manifest+json",
}
#: By what the list of addresses calls it: the line of the table.
KINDS = {
    **dict.fromkeys(("story", "entry", "entries"), "stories"),
    "versions": "versions",
    **dict.fromkeys(("feed", "search-rss"), "feeds"),
    "media": "pictures",
    "logo": "pictures",
    "social": "pictures",
    "stylesheet": "static files",
    **dict.fromkeys(("archive", "archive-month", "archive-day", "archive-noon"), "archive"),
    **dict.fromkeys(("sitemap", "sitemap-pages", "sitemap-news", "sitemap-month"), "for machines"),
    **dict.fromkeys(("robots", "humans", "security", "manifest", "favicon"), "for machines"),
}


@dataclass
class Line:
    """Of one kind of files: how many there are, and how many had to be written."""

    files: int = 0
    written: int = 0


@dataclass
class Baked:
    """What a run did."""

    lines: dict[str, Line] = field(default_factory=dict)
    removed: int = 0
    #: What a server would do and files cannot, and how often.
    left_out: Counter[str] = field(default_factory=Counter)
    #: Links that lead nowhere, on the site itself as well.
    absent: list[str] = field(default_factory=list)
    #: Address and status of what the site could not answer.
    failed: list[tuple[str, int]] = field(default_factory=list)

    @property
    def files(self) -> int:
        return sum(one.files for one in self.lines.values())


Told = Callable[[int, int], None]


def bake(folder: Path, told: Told = lambda _done, _known: None) -> Baked:
    """Make the copy in `folder`, or bring the one there up to date; `told` hears how far it is.

    Works in the reader's role only, so that nothing can be in it that readers cannot see. Raises
    Unbakeable, or OSError where files cannot be written.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone() != (READER,):
            raise Unbakeable("A copy is made in the reader's role: run it as `manage.py bake`.")
    with hashed_names(), shelf(folder, state()) as place:
        return Oven(place, told).run()


def state() -> str:
    """What files are made of beside the answers: this room's own code, and the site's."""
    seen = hashlib.sha256(code_version().encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        seen.update(path.read_bytes())
    return seen.hexdigest()


class Oven:
    """One run."""

    def __init__(self, place: Shelf, told: Told) -> None:
        self.place, self.told, self.baked = place, told, Baked()
        self.queue: deque[str] = deque()
        self.seen: set[str] = set()
        #: The address that each file was made of in this run.
        self.claimed: dict[str, str] = {}
        self.moved: list[str] = []
        self.done = 0
        with translation.override(settings.LANGUAGE_CODE):
            self.no_search = render_to_string("reader/baked/no_search.html").strip()

    def run(self) -> Baked:
        if (front := ask("/")).status != 200:
            raise Unbakeable(
                f"The front page answered {front.status}: SITE_URL and ALLOWED_HOSTS must fit."
            )
        self.page_of_ours(SEARCH, "reader/baked/search.html")
        self.page_of_ours(NOWHERE, "reader/404.html")
        self.walk(starts.starts())
        self.walk(starts.withdrawn())
        self.lead(starts.moved())
        for _rule in starts.rules():
            self.baked.left_out["redirects for all addresses below one"] += 1
        self.clear()
        return self.baked

    def walk(self, more: Iterable[str]) -> None:
        for address in more:
            self.add(address)
            while self.queue:
                self.one(self.queue.popleft())
                self.done += 1
                self.told(self.done, len(self.seen))

    def add(self, address: str) -> None:
        if address in self.seen:
            return
        self.seen.add(address)
        if address.startswith(DYNAMIC):
            self.baked.left_out["what only a program can answer"] += 1
        elif address not in {SEARCH, NOWHERE}:
            self.queue.append(address)

    def one(self, address: str) -> None:
        """Ask for it, keep what it says, and go on with what that names."""
        if address.startswith(settings.STATIC_URL):
            self.static(address)
            return
        kept = self.place.standing(address)
        answer = ask(address, kept.etag if kept else "")
        if answer.status == 304 and kept:
            self.unchanged(address, answer, kept)
        elif answer.status in {200, 410}:
            self.keep(address, answer)
        elif answer.status in {301, 302}:
            self.moved.append(address)
        elif answer.status != 404:
            self.baked.failed.append((address, answer.status))
        elif address not in starts.MACHINES:  # not every site has all of these
            self.baked.absent.append(address)

    def unchanged(self, address: str, answer: Answer, kept: Kept) -> None:
        """The links are those in the file, led back to the addresses they came from."""
        self.claimed[kept.file] = address
        self.count(KINDS.get(answer.name, "other pages"), written=False)
        kind = READ.get(kept.file.rpartition(".")[2])
        if kind:
            text = (self.place.folder / kept.file).read_text(encoding="utf-8")
            asked = {link_of(one): one for one in kept.asked}
            for link in linked(text, kind, address, settings.SITE_URL, "").found:
                self.add(asked.get(link, link))

    def keep(self, address: str, answer: Answer) -> None:
        data = answer.body
        asked: tuple[str, ...] = ()
        if answer.readable:
            text = data.decode("utf-8")
            made = linked(text, answer.content_type, address, settings.SITE_URL, self.no_search)
            data = made.text.encode("utf-8")
            for link in made.found:
                self.add(link)
            asked = tuple(dict.fromkeys(one for one in made.found if "?" in one))
        kind = "withdrawn" if answer.status == 410 else KINDS.get(answer.name, "other pages")
        page = answer.content_type.startswith("text/html")
        self.put(address, data, kind, answer.etag, asked, page=page)

    def static(self, address: str) -> None:
        data = static_file(address)
        if data is None:
            self.baked.absent.append(address)
        else:
            self.put(address, data, "static files")

    def put(
        self,
        address: str,
        data: bytes,
        kind: str,
        etag: str = "",
        asked: tuple[str, ...] = (),
        *,
        page: bool = False,
    ) -> None:
        """Into its file, unless no file can have its name or another address has that already."""
        try:
            file = file_of(address, page=page)
            if self.claimed.setdefault(file, address) != address:
                return
            written = self.place.put(address, file, data, etag, asked)
        except (Unnameable, NotADirectoryError, IsADirectoryError, FileExistsError):
            self.baked.left_out["addresses that no file can have"] += 1
        else:
            self.count(kind, written=written)

    def count(self, kind: str, *, written: bool) -> None:
        line = self.baked.lines.setdefault(kind, Line())
        line.files += 1
        line.written += written

    def page_of_ours(self, address: str, template: str) -> None:
        """What stands where no view of the site can say it."""
        self.seen.add(address)
        (catalog,) = look()
        with translation.override(settings.LANGUAGE_CODE):
            text = render_to_string(template, around(catalog))
        self.keep(address, Answer(200, "text/html; charset=utf-8", "", text.encode(), "", ""))

    def lead(self, more: Iterable[str]) -> None:
        """A page for each address that leads elsewhere; it takes no other page's file."""
        for address in dict.fromkeys([*self.moved, *more]):
            self.seen.add(address)
            if "?" in address:
                self.baked.left_out["redirects of addresses with a question"] += 1
                continue
            answer = ask(address)
            if answer.status in {301, 302} and answer.location != f"{address}/":
                self.leading(address, answer.location)

    def leading(self, address: str, to: str) -> None:
        inside = address_of(to, address, settings.SITE_URL)
        if inside and address.endswith(READ_BY_PROGRAMS):
            answer = ask(inside)
            if answer.status == 200:
                self.keep(address, answer)
            return
        context = {"to": to, "whole": f"{settings.SITE_URL}{to}" if inside == to else to}
        context["language"] = settings.LANGUAGE_CODE
        with translation.override(settings.LANGUAGE_CODE):
            text = render_to_string("reader/baked/moved.html", context)
        self.put(address, text.encode(), "redirects", page=True)

    def clear(self) -> None:
        """Take away what this run did not come by.

        Where something failed, pages beyond it may have been missed: then only that goes which
        readers are told is not there.
        """
        reached = set(self.claimed.values())
        stale = {one for one in self.place.known if one not in reached}
        if self.baked.failed:
            stale = {one for one in stale if ask(one).status in {404, 410}}
        self.baked.removed = self.place.remove(stale)
