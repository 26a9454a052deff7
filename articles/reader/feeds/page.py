"""`/feeds/`: what feeds are, which there are, and what they promise."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.reader.addresses import FEEDS
from articles.reader.chrome import chrome
from articles.reader.stamps import conditional
from articles.reader.views import around

#: What the files of `addresses.FEEDS` are called.
FORMATS = tuple(zip(("RSS", "Atom", "JSON"), FEEDS, strict=True))


@conditional(lambda: "catalog")
def page(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """Of the site, of the corrections and of each section; how topics and people have theirs."""
    known = chrome(catalog)
    context = {
        "formats": FORMATS,
        "sections": [(top, known.children(top)) for top in known.tops],
        "hubs": settings.WEBSUB_HUBS,
        "full": known.house.full_feeds,
        "canonical": f"{settings.SITE_URL}/feeds/",
    }
    return render(request, "reader/feeds.html", around(catalog) | context)
