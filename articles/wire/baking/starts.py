"""Where a copy begins: all that readers may ask for, whether or not a page leads there."""

from collections.abc import Iterator
from itertools import chain

from articles.catalog.kinds import Kind
from articles.catalog.models import Dossier, FormerPerson, FormerTopic, Person, Tag
from articles.reader.addresses import feeds_of
from articles.reader.models import Gone, Redirect, Story

#: Found by nobody, but asked for by all kinds of programs.
MACHINES = (
    *("/robots.txt", "/humans.txt", "/.well-known/security.txt", "/site.webmanifest"),
    *("/sitemap.xml", "/sitemap-news.xml", "/favicon.ico"),
)
#: Rows read at once.
BATCH = 2_000


def starts() -> Iterator[str]:
    """Addresses in the order in which they are best asked for: the front and the newest first."""
    yield "/"
    yield from sorted(feeds_of("/"))
    yield from MACHINES
    yield from stories()
    yield from named()


def stories() -> Iterator[str]:
    """Every story with its editions; of a ticker also what its script asks for."""
    rows = Story.objects.order_by("-live_from", "-pk").values_list("path", "kind")
    for path, kind in rows.iterator(BATCH):
        yield path
        if kind != Kind.PAGE:
            yield f"{path}versions/"
        if kind == Kind.TICKER:
            yield f"{path}entries/"


def named() -> Iterator[str]:
    for word, rows in (("topics", Tag), ("people", Person), ("dossiers", Dossier)):
        for slug in rows.objects.order_by("slug").values_list("slug", flat=True):
            yield f"/{word}/{slug}/"


def withdrawn() -> Iterator[str]:
    yield from Gone.objects.order_by("path").values_list("path", flat=True).iterator(BATCH)


def moved() -> Iterator[str]:
    """Former addresses. One that stands for all below it leads at least by itself."""
    rows = Redirect.objects.order_by("path").values_list("path", flat=True).iterator(BATCH)
    slugs = FormerTopic.objects.order_by("slug").values_list("slug", flat=True)
    people = FormerPerson.objects.exclude(slug=None).order_by("slug")
    pages = [f"/topics/{slug}/" for slug in slugs]
    pages += [f"/people/{slug}/" for slug in people.values_list("slug", flat=True)]
    return chain(rows, (f"{page}{rest}" for page in pages for rest in RESTS))


#: A topic that is called otherwise now had these.
RESTS = ("", *sorted(feeds_of("")))


def rules() -> list[str]:
    """Redirects that only a server can follow, for each address below them."""
    return list(
        Redirect.objects.filter(prefix=True).order_by("path").values_list("path", flat=True)
    )
