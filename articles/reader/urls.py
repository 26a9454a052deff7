"""The public addresses. No numbers of rows in them, and none that tells what is not live."""

from django.urls import path, re_path

from . import archive, directory, media, record, stylesheet, views

handler404 = "articles.reader.views.not_found"
handler500 = "articles.reader.views.broken"

SLUG = r"[a-z0-9-]+"
MONTH = r"(?P<year>\d{4})/(?P<month>\d{2})"

app_name = "reader"
urlpatterns = [
    path("", views.front, name="front"),
    re_path(r"^site\.(?P<digest>[0-9a-f]{12})\.css$", stylesheet.stylesheet, name="stylesheet"),
    re_path(r"^media/(?P<name>[0-9a-f]{64}\.(?:avif|jpg))$", media.media, name="media"),
    path("rss.xml", views.rss, name="rss"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("corrections/", record.corrections, name="corrections"),
    path("archive/", archive.years, name="archive"),
    re_path(rf"^archive/{MONTH}/$", archive.month, name="archive-month"),
    re_path(rf"^archive/{MONTH}/(?P<day>\d{{2}})/$", archive.day, name="archive-day"),
    path("topics/", directory.directory, name="directory"),
    path("topics/<slug:slug>/", views.topic, name="topic"),
    path("people/<slug:slug>/", views.person, name="person"),
    re_path(
        rf"^(?P<section>{SLUG})/(?P<year>\d{{4}})/(?P<month>\d{{2}})/(?P<slug>{SLUG})/$",
        views.story,
        name="story",
    ),
    re_path(
        rf"^(?P<section>{SLUG})/(?P<year>\d{{4}})/(?P<month>\d{{2}})/(?P<slug>{SLUG})/versions/$",
        record.versions,
        name="versions",
    ),
    re_path(rf"^(?P<path>{SLUG}(?:/{SLUG})?)/rss\.xml$", views.rss, name="section-rss"),
    re_path(rf"^(?P<path>{SLUG}(?:/{SLUG})?)/$", views.section, name="section"),
]
