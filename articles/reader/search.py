"""The search page, and what browsers need to offer it by themselves."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.db import OperationalError
from django.db.models import QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from psycopg.errors import QueryCanceled

from articles.catalog.models import Person, Section, Tag
from articles.text.asking import LONGEST, understand
from articles.text.slugs import slugify

from . import finding, hits
from .archive import start
from .chrome import Chrome, chrome
from .finding import BEGINNING, COUNTED, END, PAGE, Found, Wish
from .seen import Seen
from .stamps import conditional
from .statement import Statement
from .views import around

#: With fewer hits than this, what may have been meant is asked for.
FEW = 4
ORDERS = ("new", "best")


class Named(NamedTuple):
    """A topic or a person of the name that was searched for."""

    name: str
    path: str


@dataclass(frozen=True)
class Form:
    """The form as it was filled in; what makes no sense is as if it were empty."""

    q: str
    order: str
    section: Section | None
    topic: Tag | None
    person: Person | None
    since: date | None
    until: date | None
    language: str

    @property
    def address(self) -> str:
        """What leads here again, as the part of an address after the question mark."""
        return urlencode([(name, value) for name, value in self.fields if value])

    @property
    def fields(self) -> list[tuple[str, str]]:
        return [
            ("q", self.q),
            ("order", "" if self.order == ORDERS[0] else self.order),
            ("section", self.section.path if self.section else ""),
            ("topic", self.topic.slug if self.topic else ""),
            ("person", self.person.slug if self.person else ""),
            ("from", self.since.isoformat() if self.since else ""),
            ("to", self.until.isoformat() if self.until else ""),
            ("language", self.language),
        ]

    @property
    def narrowed(self) -> bool:
        return any(value for name, value in self.fields if name not in {"q", "order"})

    @property
    def marks(self) -> tuple[str, ...]:
        found = [("s", self.section), ("t", self.topic), ("p", self.person)]
        marks = [f"~{letter}{one.pk}" for letter, one in found if one]
        return (*marks, f"~l{self.language}") if self.language else tuple(marks)

    def wish(self, **more: Any) -> Wish:
        """What the database is asked."""
        since = start(self.since) if self.since else BEGINNING
        until = start(self.until + timedelta(days=1)) if self.until else END
        return Wish(
            understand(self.q), self.marks, self.order == "best", since=since, until=until, **more
        )


@conditional(lambda: "site", along=True)
def search(request: HttpRequest, *, seen: Seen) -> HttpResponse:
    """Stories that have the words; without any, the form alone."""
    if request.GET.keys() & {"topic", "person"}:
        seen.look()  # these are read before the hits
    known = chrome(seen.catalog)
    form = filled_in(request, known)
    place = finding.decode(request.GET.get("before", ""), best=form.order == "best")
    wide = {"0": False, "1": True}.get(request.GET.get("wide", "")) if place else None
    wish = form.wish(place=place, wide=wide)
    context: dict[str, Any] = {"form": form, "deep": place is not None, "sections": listed(known)}
    context["chosen"] = form.section.pk if form.section else None
    context["canonical"] = f"{settings.SITE_URL}/search/{'?' if form.address else ''}{form.address}"
    status = 200
    try:
        found = finding.find(wish, PAGE + 1, seen) if wish.asked else Found()
        context |= shown(form, wish, found, known)
    except OperationalError as error:
        if not isinstance(error.__cause__, QueryCanceled):
            raise
        seen.look()  # so that nothing is made anew
        context["slow"], status = True, 503
    return render(request, "reader/search.html", around(seen.catalog) | context, status=status)


def shown(form: Form, wish: Wish, found: Found, known: Chrome) -> dict[str, Any]:
    """What a page says of the hits."""
    last = found.hits[PAGE - 1] if len(found.hits) > PAGE else None
    context: dict[str, Any] = {
        "hits": hits.shown(found.hits[:PAGE], words_of(wish), known),
        "total": min(found.total, COUNTED),
        "more": found.total > COUNTED,
        "older": "",
        "asked": bool(wish.asked),
        "named": named(form.q) if wish.asked and not wish.place else [],
        "meant": "",
    }
    if last:
        key = finding.encode(last, best=wish.best)
        context["older"] = f"{form.address}&before={key}&wide={int(found.wide)}"
    if wish.asked and not wish.place and found.total < FEW:
        context["meant"] = corrected(wish, form.q)
    return context


def corrected(wish: Wish, q: str) -> str:
    """The question with the words that were probably meant; "" if there is nothing to say."""
    words = finding.meant(wish.asked)
    for unit in wish.asked.units:
        if unit.single and (other := words.get(unit.readings.literal)):
            q = q.replace(unit.text, other)
    return q if words else ""


def words_of(wish: Wish) -> set[str]:
    return {word for unit in wish.asked.units for word in unit.readings.literal.split()}


def filled_in(request: HttpRequest, known: Chrome) -> Form:
    """The form, with no query but for a topic or a person that is named."""
    got = request.GET
    return Form(
        q=" ".join(got.get("q", "")[:LONGEST].replace("\0", " ").split()),
        order=choice(got.get("order", ""), ORDERS) or ORDERS[0],
        section=known.by_path.get(got.get("section", "")),
        topic=by_slug(Tag, got.get("topic", "")),
        person=by_slug(Person, got.get("person", "")),
        since=day(got.get("from", "")),
        until=day(got.get("to", "")),
        language=choice(got.get("language", ""), dict(settings.LANGUAGES)),
    )


def choice(text: str, choices: Any) -> str:
    return text if text in choices else ""


def by_slug(model: Any, slug: str) -> Any:
    """A topic or person that readers can see; None for all others alike."""
    return model.objects.filter(slug=slug).first() if slug and slugify(slug) == slug else None


def day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return found if 1800 <= found.year < 2200 else None


def named(q: str) -> list[Named]:
    """The topic and the person of this name; the policies hide those nothing live uses."""
    slug = slugify(q)
    found = NAMED.rows(slug=slug) if slug else []
    return [Named(name, f"/{kind}/{key}/") for name, key, kind in found]


def of_slug(slug: str) -> QuerySet[Any, Any]:
    topics = Tag.objects.filter(slug=slug).values_list("name", "slug", Value("topics"))
    people = Person.objects.filter(slug=slug).values_list("name", "slug", Value("people"))
    return topics.order_by().union(people.order_by(), all=True)


NAMED = Statement(of_slug, slug=str)


def listed(known: Chrome) -> list[Section]:
    """The sections in the site's order, each followed by those under it."""
    return [one for top in known.tops for one in (top, *known.children(top))]


@conditional(lambda: "catalog")
def description(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """OpenSearch: how browsers ask this site by themselves."""
    text = render_to_string("reader/opensearch.xml", around(catalog))
    return HttpResponse(text, content_type="application/opensearchdescription+xml")
