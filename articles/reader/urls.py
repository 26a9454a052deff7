"""The public addresses. No numbers of rows in them, and none that tells what is not live."""

from django.urls import include, path, re_path

from . import (
    archive,
    directory,
    logos,
    machines,
    media,
    record,
    search,
    stylesheet,
    ticker_pages,
    views,
)
from .feeds import hits, page
from .feeds import views as feeds
from .interchange import api
from .interchange import views as interchange

handler404 = "articles.reader.views.not_found"
handler500 = "articles.reader.views.broken"

SLUG = r"[a-z0-9-]+"
MONTH = r"(?P<year>\d{4})/(?P<month>\d{2})"
STORY = rf"(?P<section>{SLUG})/{MONTH}/(?P<slug>{SLUG})"

#: Asked for more often than anything else: they stand first, and all others pass by them at once.
FEEDS = [re_path(f"^search/{feeds.FORM}$", hits.feed, name="search-feed"), *feeds.addresses()]

app_name = "reader"
urlpatterns = [
    re_path(r"^(?=.*[.](?:xml|json)$)", include(FEEDS)),
    path("", views.front, name="front"),
    re_path(r"^site\.(?P<digest>[0-9a-f]{12})\.css$", stylesheet.stylesheet, name="stylesheet"),
    re_path(r"^media/(?P<name>[0-9a-f]{64}\.(?:avif|jpg))$", media.media, name="media"),
    re_path(r"^media/(?P<digest>[0-9a-f]{64})\.(?P<ending>webp|png)$", logos.logo, name="logo"),
    path("feeds/", page.page, name="feeds"),
    *api.addresses(),
    path("search/", search.search, name="search"),
    path("opensearch.xml", search.description, name="opensearch"),
    path("robots.txt", machines.robots, name="robots"),
    path("humans.txt", machines.humans, name="humans"),
    path(".well-known/security.txt", machines.security, name="security"),
    path("favicon.ico", machines.favicon, name="favicon"),
    path("site.webmanifest", machines.manifest, name="manifest"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-pages.xml", machines.pages, name="sitemap-pages"),
    path("sitemap-news.xml", machines.news, name="sitemap-news"),
    re_path(
        r"^sitemap-(?P<year>\d{4})-(?P<month>\d{2})\.xml$", machines.month, name="sitemap-month"
    ),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("corrections/", record.corrections, name="corrections"),
    path("archive/", archive.years, name="archive"),
    re_path(rf"^archive/{MONTH}/$", archive.month, name="archive-month"),
    re_path(rf"^archive/{MONTH}/(?P<day>\d{{2}})/$", archive.day, name="archive-day"),
    re_path(rf"^archive/{MONTH}/(?P<day>\d{{2}})/noon/$", archive.noon, name="archive-noon"),
    path("topics/", directory.directory, name="directory"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("dossiers/<slug:slug>/", views.dossier, name="dossier"),
    path("people/<slug:slug>/", views.person, name="person"),
    re_path(rf"^{STORY}/$", views.story, name="story"),
    re_path(rf"^{STORY}/versions/$", record.versions, name="versions"),
    re_path(rf"^{STORY}/entries/$", ticker_pages.newest, name="entries"),
    re_path(rf"^{STORY}/entries/(?P<key>[0-9a-z]{{8}})/$", ticker_pages.entry, name="entry"),
    re_path(rf"^{STORY}/social\.png$", machines.social, name="social"),
    *interchange.addresses(STORY),
    re_path(rf"^(?P<path>{SLUG}(?:/{SLUG})?)/$", views.section, name="section"),
]
