"""Work on many articles at once: first what would happen to which, then the same, for good."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.drafts.errors import Overtaken, Refusal
from articles.drafts.models import Article, User
from articles.drafts.workflow import hold

from .bulk_asking import BULK, Bulk, Nothing

#: Articles at once; more are not looked through before somebody says yes.
MOST = 200

Action = Callable[..., HttpResponse | None]


@dataclass(frozen=True)
class Outcome:
    """What happens to one article, in words; or, with `done` false, why nothing does."""

    article: Article
    done: bool
    words: str


def actions() -> list[Action]:
    """For the list: an action a verb."""
    return [action(name) for name in BULK]


def action(name: str) -> Action:
    def act(modeladmin: Any, request: Any, chosen: Any) -> HttpResponse | None:
        return page(modeladmin, request, chosen, name)

    act.__name__ = f"bulk_{name}"
    described: Action = admin.action(description=BULK[name].label)(act)
    return described


def page(
    modeladmin: ModelAdmin, request: Any, chosen: QuerySet[Article], name: str
) -> HttpResponse | None:
    """Ask, then show what would happen, then do it; None leads back to the list."""
    keys = list(chosen.order_by().values_list("pk", flat=True)[: MOST + 1])
    if len(keys) > MOST:
        messages.error(request, _("At most %d articles at once.") % MOST)
        return None
    bulk, asked = BULK[name], "asked" in request.POST
    form = bulk.form(request.POST if asked or bulk.form is Nothing else None, label_suffix="")
    ready = form.is_valid()
    if ready and "go" in request.POST:
        say(request, bulk, run(bulk, seen_in(request.POST.getlist("seen"), keys), form, request))
        return None
    found = rehearse(bulk, keys, form, request) if ready else []
    context = modeladmin.admin_site.each_context(request) | {
        "title": bulk.label,
        "bulk": bulk,
        "action": f"bulk_{name}",
        "form": form,
        "keys": keys,
        "ready": ready,
        "will": [one for one in found if one.done],
        "stays": [one for one in found if not one.done],
        "checkbox": ACTION_CHECKBOX_NAME,
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/desk/bulk.html", context)


def seen_in(texts: Iterable[str], keys: list[int]) -> dict[int, int]:
    """Article → the version that was seen, as the confirmation sends them: `12:3`."""
    pairs = [text.split(":") for text in texts]
    numbers = [
        (int(pair[0]), int(pair[1]))
        for pair in pairs
        if len(pair) == 2 and all(part.isdecimal() and len(part) < 10 for part in pair)
    ]
    return {key: version for key, version in numbers if key in keys}


def rehearse(bulk: Bulk, keys: list[int], form: Any, request: Any) -> list[Outcome]:
    """What would happen, said by the rules themselves: it is done, and all of it taken back."""
    with transaction.atomic():
        versions = Article.objects.filter(pk__in=keys).values_list("pk", "version")
        found = run(bulk, dict(versions), form, request)
        transaction.set_rollback(True)
    return found


def run(bulk: Bulk, seen: dict[int, int], form: Any, request: Any) -> list[Outcome]:
    """Do it to each, refused or not: every article is a transaction of its own."""
    rows = Article.objects.defer("body").in_bulk(seen)
    return [
        one_of(bulk, rows[key], seen[key], form.cleaned_data, by=request.user)
        for key in sorted(rows)
    ]


def one_of(bulk: Bulk, article: Article, seen: int, given: dict[str, Any], *, by: User) -> Outcome:
    """Nobody decides on words they have not seen: the page's version must be the row's."""
    try:
        with transaction.atomic():
            held = hold(article)
            if held.version != seen:
                raise Overtaken(who=held.changed_by)
            return Outcome(article, True, bulk.do(held, given, by=by))
    except Refusal as refusal:
        return Outcome(article, False, str(refusal))


def say(request: Any, bulk: Bulk, found: list[Outcome]) -> None:
    done = sum(one.done for one in found)
    text = ngettext("%(verb)s: %(count)d article.", "%(verb)s: %(count)d articles.", done)
    messages.success(request, text % {"verb": bulk.label, "count": done})
    for one in found:
        if not one.done:
            messages.warning(request, f"{one.article.headline}: {one.words}")
