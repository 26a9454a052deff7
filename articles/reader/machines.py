"""What is said to machines: maps of the site, rules for crawlers, whom to tell of a hole."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Case, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Greatest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.templatetags.static import static

from articles.catalog.kinds import LISTED, Kind
from articles.catalog.models import House
from articles.darkroom.headline_card import headline_card

from . import clock
from .archive import after, day_of, extent, months, within
from .chrome import chrome
from .elsewhere import address
from .models import Edition, EntryEdition, Story
from .pictures import Pictures, gathered, of_lead
from .stamps import conditional, fresh, look
from .stylesheet import sheet
from .views import around

#: What a map may hold, and a map of news: since when, and how many.
LONGEST = 50_000
NEWS, RECENT = 1_000, timedelta(hours=48)
#: The colour of the paper by day, in its sheet.
ACCENT = re.compile(r"--accent:light-dark\((#\w{6})")
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
#: Those that read in order to train models. The first word of what they call themselves.
TRAINING = (
    *("Amazonbot", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot", "Diffbot"),
    *("FacebookBot", "Google-Extended", "GPTBot", "ImagesiftBot", "Meta-ExternalAgent"),
    *("omgili", "PanguBot", "Timpibot", "Webzio-Extended"),
)


@conditional(lambda: "site")
def sitemap(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """The map of maps: one for the pages, one for every month that may have stories."""
    span = extent()
    return xml("sitemap", catalog, {"months": months(*span)[::-1] if span else []})


@conditional(lambda: "site")
def pages(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """What is no story: the front, the sections, what the paper says of itself."""
    sections = [one.get_absolute_url() for one in chrome(catalog).by_id.values()]
    own = [path for path, _title in chrome(catalog).pages]
    paths = ["/", *sections, "/topics/", "/archive/", "/corrections/", *own]
    return xml("sitemap_pages", catalog, {"paths": paths})


@conditional(lambda year, month: "site")
def month(request: HttpRequest, year: str, month: str, *, catalog: int) -> HttpResponse:
    """The stories of a month, each with the moment of its newest edition, or entry."""
    here, span = day_of(year, month, "01"), extent()
    if span is None or here not in months(*span):
        raise Http404
    found = entries(within(here, after(here)), LONGEST - 1)
    return xml("sitemap_month", catalog, {"here": here, "entries": found})


def news(request: HttpRequest) -> HttpResponseBase:
    """The stories of the last two days, as search engines for news ask for them.

    It carries no tag: stories leave it by growing old, and no stamp moves then.
    """
    (catalog,) = look()
    since = clock.now() - RECENT
    newest = Edition.objects.filter(story=OuterRef("pk")).order_by("-number")
    rows = Story.objects.filter(live_from__gte=since, kind__in=LISTED)
    rows = rows.annotate(title=Subquery(newest.values("headline")[:1]))
    found = rows.order_by("-live_from", "-id").values("path", "live_from", "language", "title")
    return fresh(xml("sitemap_news", catalog, {"entries": found[:NEWS]}))


def entries(rows: QuerySet[Story], many: int) -> list[tuple[str, datetime, str]]:
    """Path, moment of the newest edition, and the lead picture's address where it shows."""
    newest = Edition.objects.filter(story=OuterRef("pk")).order_by("-number")
    told = EntryEdition.objects.filter(entry__story=OuterRef("pk")).order_by("-live_from")
    moments = (
        Subquery(newest.values("live_from")[:1]),
        Case(When(kind=Kind.TICKER, then=Subquery(told.values("live_from")[:1]))),
    )
    changed = rows.annotate(changed=Greatest(*moments), plates=of_lead("pk"))
    found = changed.order_by("-live_from", "-id").values_list("path", "changed", "plates")[:many]
    return [(path, moment, image(gathered(plates))) for path, moment, plates in found]


def image(pictures: Pictures) -> str:
    shown = [one.crops["wide"] for one in pictures.values() if "wide" in one.crops]
    return address(shown[0]) if shown and not shown[0]["sensitive"] else ""


def xml(template: str, catalog: int, context: dict[str, Any]) -> HttpResponse:
    text = render_to_string(f"reader/machines/{template}.xml", around(catalog) | context)
    return HttpResponse(text, content_type=XML)


def robots(request: HttpRequest) -> HttpResponseBase:
    """What crawlers may read; those that train models only if the newsroom lets them."""
    (catalog,) = look()
    welcome = chrome(catalog).house.training_crawlers == House.Crawlers.ALLOW
    context = {
        "training": () if welcome else TRAINING,
        "url": settings.SITE_URL,
    }
    return fresh(plain(render_to_string("reader/machines/robots.txt", context)))


def security(request: HttpRequest) -> HttpResponseBase:
    """RFC 9116; nothing where nobody is named who would answer."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = date(clock.now().year + 1, 12, 31)
    contact = settings.SECURITY_CONTACT
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {expires:%Y-%m-%d}T23:59:59Z",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "Preferred-Languages: de, en",
    ]
    return fresh(plain("\n".join(lines) + "\n"))


def humans(request: HttpRequest) -> HttpResponseBase:
    """Who makes this paper."""
    (catalog,) = look()
    house = chrome(catalog).house
    text = f"{house.name}\n{house.tagline}\n{settings.SITE_URL}/\n"
    return fresh(plain(text))


def plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type=TEXT)


def favicon(request: HttpRequest) -> HttpResponseBase:
    """For programs that look for an icon without having read the page: readers of feeds, mostly."""
    return fresh(HttpResponse(icon_file(), content_type="image/x-icon"))


@lru_cache(maxsize=1)
def icon_file() -> bytes:
    return (settings.BASE_DIR / "static/reader/favicon.ico").read_bytes()


def manifest(request: HttpRequest) -> HttpResponseBase:
    """How the site looks among a telephone's programs."""
    (catalog,) = look()
    known = chrome(catalog)
    paper = sheet(known.hues).paper[0]
    icon = {"src": static("reader/icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    large = {"src": static("reader/icon-512.png"), "sizes": "512x512", "type": "image/png"}
    answer = JsonResponse(
        {
            "name": known.house.name,
            "short_name": known.house.name[:20],
            "description": known.house.tagline,
            "lang": settings.LANGUAGE_CODE,
            "start_url": "/",
            "display": "browser",
            "background_color": paper,
            "theme_color": paper,
            "icons": [icon, large],
        },
        content_type="application/manifest+json",
    )
    return fresh(answer)


@conditional(lambda section, **address: f"section:{section}")
def social(request: HttpRequest, *, catalog: int, **address: Any) -> HttpResponse:
    """The headline of a story as a picture, for whoever shares it."""
    path = request.path.removesuffix("social.png")
    rows = Edition.objects.current().filter(story__path=path)
    words = rows.values_list("short_headline", "headline", "kicker").first()
    if words is None:
        raise Http404
    short, headline, kicker = words
    known = chrome(catalog)
    colour = ACCENT.findall(sheet(known.hues).text.decode())
    accent = colour[-1] if colour else "#000000"
    picture = drawn(short or headline, kicker, known.house.name, accent)
    return HttpResponse(picture, content_type="image/png")


@lru_cache(maxsize=64)
def drawn(headline: str, kicker: str, paper: str, accent: str) -> bytes:
    fonts = settings.BASE_DIR / "static/reader/fonts"
    return headline_card(headline, kicker, paper, fonts=fonts, accent=accent)
