"""One page of all sections and topics."""

from urllib.parse import quote

from django.conf import settings
from django.db.models import F, Value
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.catalog.collation import by_locale
from articles.catalog.models import Tag

from .chrome import chrome
from .stamps import conditional
from .views import around

#: Topics on a page.
TOPICS = 300


@conditional(lambda: "site")
def directory(request: HttpRequest, *, catalog: int) -> HttpResponse:
    """The section tree, and every topic that has a story, by kind and from A to Z."""
    place = request.GET.get("after", "").split(".", 1)
    deep = len(place) == 2 and place[0] in Tag.Kind.values and "\0" not in place[1]
    topics = Tag.objects.order_by("kind", by_locale("name"), "name")
    if deep:
        key = Tuple(F("kind"), by_locale("name"), F("name"))
        after = (place[0], by_locale(Value(place[1])), place[1])
        topics = topics.filter(TupleGreaterThan(key, after))
    found = list(topics[: TOPICS + 1])
    last = found[TOPICS - 1] if len(found) > TOPICS else None
    known = chrome(catalog)
    context = {
        "sections": [(top, known.children(top)) for top in known.tops] if not deep else [],
        "topics": found[:TOPICS],
        "following": quote(f"{last.kind}.{last.name}", safe="") if last else "",
        "deep": deep,
        "canonical": f"{settings.SITE_URL}/topics/"
        + (f"?after={quote('.'.join(place), safe='')}" if deep else ""),
    }
    return render(request, "reader/directory.html", around(catalog) | context)
