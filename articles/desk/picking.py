"""What the picker asks for: pictures to choose from, while somebody types."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers

from articles.catalog.models import Picture
from articles.drafts.models import Article
from articles.drafts.picturing import Keys
from articles.reader import clock
from articles.reader.clock import Clock
from articles.text.ids import is_block_id

from .picture_finding import found
from .picture_words import rights_of, topics_of, with_topics
from .uploading import in_brief

#: Pictures that one answer shows.
MANY = 24
#: The latest articles of a person, in which their latest pictures stand.
ARTICLES = 12


def page(admin: ModelAdmin, request: Any) -> HttpResponse:
    """GET `?q=`: the newest that have these words; without words, what this person used lately.

    `#word` asks for a topic. `?keys=` names pictures by their keys, as a text does.
    """
    if not admin.has_view_permission(request):
        raise PermissionDenied
    rows = with_topics(Picture.objects.select_related("original"))
    chosen: Iterable[Picture]
    if keys := request.GET.get("keys", ""):
        chosen = rows.filter(key__in=[one for one in keys.split(",")[:100] if is_block_id(one)])
    elif query := request.GET.get("q", "").strip():
        chosen = found(rows, query).order_by("-pk")[:MANY]
    else:
        chosen = lately(rows, request.user)
    now = clock.now()
    answer = []
    for one in chosen:
        rights = rights_of(one, now)
        topics = [tag.name for tag in topics_of(one)]
        said = {"state": rights.state, "rights": rights.said, "topics": topics}
        answer.append(in_brief(one) | said)
    response = JsonResponse({"pictures": answer})
    add_never_cache_headers(response)
    return response


def lately(rows: QuerySet[Picture], user: Any) -> list[Picture]:
    """Those of this person's latest articles, then the newest of all; none whose rights ended."""
    alive = rows.filter(Q(usable_until=None) | Q(usable_until__gt=Clock()))
    recent = Article.objects.filter(changed_by=user).order_by("-changed_at", "-pk")
    used = list(recent.values_list("lead__key", Keys(F("body")))[:ARTICLES])
    keys = dict.fromkeys(key for lead, text in used for key in (lead, *text) if key)
    mine = {one.key: one for one in alive.filter(key__in=list(keys)[: MANY // 3])}
    rest = alive.exclude(key__in=mine).order_by("-pk")[: MANY - len(mine)]
    return [*(mine[key] for key in keys if key in mine), *rest]
