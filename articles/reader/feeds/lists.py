"""The lists that have feeds: to add one is to write its function, and a line in `DECLARED`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from articles.catalog.models import Dossier, Person, Tag
from articles.reader import lists
from articles.reader.former import now_at, person_now_at
from articles.reader.models import Byline, StoryInDossier, StoryTag
from articles.reader.ticker import path_of, scope_of
from articles.reader.views import find_section

from .channel import Channel, only
from .corrections import Corrections
from .ticker import Entries


def nowhere(rest: str, **names: str) -> HttpResponseBase:
    """Raises Http404: lists of this kind leave nothing behind."""
    raise Http404


@dataclass(frozen=True)
class Declared:
    """A kind of list: where its pages are, which stamp it looks at, and how one is found."""

    #: A pattern of the page's address, without the slash it begins with.
    prefix: str
    scope: Callable[..., str]
    #: Called with the catalog's stamp and what the pattern names; raises Http404.
    channel: Callable[..., Channel]
    #: Called with what the pattern names and the file's name where there is no such list.
    moved: Callable[..., HttpResponseBase] = nowhere


def site(catalog: int) -> Channel:
    return Channel("site", "/", every)


def section(catalog: int, path: str) -> Channel:
    """A section's stories, those of its subsections among them."""
    here = find_section(path, catalog)
    scope = f"section:{path}"
    return Channel(scope, f"/{path}/", lists.in_section, here.pk, here.title, here.description)


def topic(catalog: int, slug: str) -> Channel:
    return Channel(f"tag:{slug}", f"/topics/{slug}/", with_tag, slug, named=tags)


def dossier(catalog: int, slug: str) -> Channel:
    return Channel(f"dossier:{slug}", f"/dossiers/{slug}/", in_dossier, slug, named=dossiers)


def person(catalog: int, slug: str) -> Channel:
    return Channel(f"person:{slug}", f"/people/{slug}/", by_person, slug, named=people)


def corrections(catalog: int) -> Channel:
    return Corrections("site", "/corrections/", every, title=_("Corrections"))


def ticker(catalog: int, **address: str) -> Channel:
    path = path_of(**address)
    return Entries(scope_of(path), path, every, path, named=tags)


def every(_value: None) -> QuerySet[Any]:
    return lists.latest()


def with_tag(slug: str) -> QuerySet[Any]:
    return StoryTag.objects.filter(tag=only(tags(slug))).annotate(key=F("story_id"))


def by_person(slug: str) -> QuerySet[Any]:
    return Byline.objects.filter(person=only(people(slug))).annotate(key=F("story_id"))


def in_dossier(slug: str) -> QuerySet[Any]:
    rows = StoryInDossier.objects.filter(dossier=only(dossiers(slug)))
    return rows.annotate(key=F("story_id"))


def tags(slug: str) -> QuerySet[Any]:
    return Tag.objects.filter(slug=slug).annotate(about=F("introduction"))


def people(slug: str) -> QuerySet[Any]:
    return Person.objects.filter(slug=slug).annotate(about=F("biography"))


def dossiers(slug: str) -> QuerySet[Any]:
    return Dossier.objects.filter(slug=slug).annotate(name=F("title"), about=F("introduction"))


SLUG = "[a-z0-9-]+"
DECLARED = (
    Declared("", lambda: "site", site),
    Declared("corrections/", lambda: "site", corrections),
    Declared(rf"topics/(?P<slug>{SLUG})/", lambda slug: f"tag:{slug}", topic, now_at),
    Declared(rf"dossiers/(?P<slug>{SLUG})/", lambda slug: f"dossier:{slug}", dossier),
    Declared(rf"people/(?P<slug>{SLUG})/", lambda slug: f"person:{slug}", person, person_now_at),
    Declared(
        rf"(?P<section>{SLUG})/(?P<year>\d{{4}})/(?P<month>\d{{2}})/(?P<slug>{SLUG})/",
        lambda **address: scope_of(path_of(**address)),
        ticker,
    ),
    Declared(rf"(?P<path>{SLUG}(?:/{SLUG})?)/", lambda path: f"section:{path}", section),
)
