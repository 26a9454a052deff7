"""The lists that have feeds: to add one is to write its function, and a line in `DECLARED`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from articles.catalog.models import Dossier, Person, Tag
from articles.reader import lists
from articles.reader.models import Byline, StoryInDossier, StoryTag
from articles.reader.views import find_section

from .channel import Channel, only
from .corrections import Corrections


@dataclass(frozen=True)
class Declared:
    """A kind of list: where its pages are, which stamp it looks at, and how one is found."""

    #: A pattern of the page's address, without the slash it begins with.
    prefix: str
    scope: Callable[..., str]
    #: Called with the catalog's stamp and what the pattern names; raises Http404.
    channel: Callable[..., Channel]


def site(catalog: int) -> Channel:
    return Channel("site", "/", lists.latest())


def section(catalog: int, path: str) -> Channel:
    """A section's stories, those of its subsections among them."""
    here = find_section(path, catalog)
    rows = lists.in_section(here.pk)
    return Channel(f"section:{path}", f"/{path}/", rows, here.title, here.description)


def topic(catalog: int, slug: str) -> Channel:
    tags = Tag.objects.filter(slug=slug)
    rows = StoryTag.objects.filter(tag=only(tags)).annotate(key=F("story_id"))
    return named("tag", "topics", slug, rows, tags.annotate(about=F("introduction")))


def dossier(catalog: int, slug: str) -> Channel:
    found = Dossier.objects.filter(slug=slug)
    rows = StoryInDossier.objects.filter(dossier=only(found)).annotate(key=F("story_id"))
    names = found.annotate(name=F("title"), about=F("introduction"))
    return named("dossier", "dossiers", slug, rows, names)


def person(catalog: int, slug: str) -> Channel:
    people = Person.objects.filter(slug=slug)
    rows = Byline.objects.filter(person=only(people)).annotate(key=F("story_id"))
    return named("person", "people", slug, rows, people.annotate(about=F("biography")))


def named(scope: str, place: str, slug: str, rows: QuerySet, names: QuerySet) -> Channel:
    """A list whose name the same statement looks up."""
    return Channel(f"{scope}:{slug}", f"/{place}/{slug}/", rows, named=names)


def corrections(catalog: int) -> Channel:
    return Corrections("site", "/corrections/", lists.latest(), _("Corrections"))


SLUG = "[a-z0-9-]+"
DECLARED = (
    Declared("", lambda: "site", site),
    Declared("corrections/", lambda: "site", corrections),
    Declared(rf"topics/(?P<slug>{SLUG})/", lambda slug: f"tag:{slug}", topic),
    Declared(rf"dossiers/(?P<slug>{SLUG})/", lambda slug: f"dossier:{slug}", dossier),
    Declared(rf"people/(?P<slug>{SLUG})/", lambda slug: f"person:{slug}", person),
    Declared(rf"(?P<path>{SLUG}(?:/{SLUG})?)/", lambda path: f"section:{path}", section),
)
