"""What becomes of a story that somebody dropped elsewhere on the board: an ordinary verb."""

from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.desk.fields import MomentField
from articles.desk.tags import when
from articles.desk.verbs import VERBS
from articles.drafts import saving
from articles.drafts.assigning import assign, plan_of
from articles.drafts.errors import Overtaken, Refusal
from articles.drafts.models import Article, User
from articles.drafts.rights import require
from articles.drafts.workflow import hold
from articles.press.reschedule import reschedule
from articles.reader import clock
from articles.reader.models import Edition

from .columns import STEPS


def page(request: Any, pk: int) -> HttpResponse:
    """POST: to another column (`from`, `to`), or to another day (`kind`, `day`); then back."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=pk)
    try:
        messages.success(request, move(article, request.POST, by=request.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    query = urlencode(parse_qsl(request.POST.get("back", "")))
    return HttpResponseRedirect(f"{reverse('admin:index')}?{query}#story-{pk}")


@transaction.atomic
def move(article: Article, asked: Any, *, by: User) -> str:
    """Do it, and say what was done. Nobody moves a story they have not seen as it is now."""
    held = hold(article)
    if asked.get("seen") != str(held.version):
        raise Overtaken(who=held.changed_by)
    if "to" in asked:
        verb, _right = STEPS.get((asked.get("from"), asked["to"]), ("", ""))
        return step(held, verb, by=by)
    day = parse_day(asked.get("day", ""))
    mover = MOVERS.get(asked.get("kind"))
    if mover is None:
        raise Http404
    moment = mover(held, day, by)
    return _("“%(headline)s”: %(moment)s.") % {"headline": held.headline, "moment": when(moment)}


def step(article: Article, name: str, *, by: User) -> str:
    if not name:
        raise Http404
    VERBS[name].act(article, by=by, given={})
    return _("Done: %(verb)s.") % {"verb": VERBS[name].label}


def parse_day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        raise Http404
    return day


def on(day: date, moment: datetime | None) -> datetime:
    """The same time of day on another day, by the newsroom's clock. Raises ValidationError."""
    if moment is None:
        raise Http404
    wanted = MomentField().clean(f"{day.isoformat()}T{localtime(moment):%H:%M:%S}")
    if wanted <= clock.now():
        raise ValidationError(_("That moment has passed."))
    return wanted


def edition(article: Article, day: date, by: User) -> datetime:
    """The edition that waits appears on another day."""
    due = Edition.objects.due().filter(story__uid=article.uid).first()
    moment = on(day, due.live_from if due else None)
    reschedule(article, by=by, live_from=moment)
    return moment


def plan(article: Article, day: date, by: User) -> datetime:
    """The wanted date is a field of the article, so this is a save."""
    require(by, "change_article")
    article.live_from = on(day, article.live_from)
    saving.save(article, by=by, note=_("Wanted date moved"))
    return article.live_from


def deadline(article: Article, day: date, by: User) -> datetime:
    moment = on(day, article.wanted_by)
    assign(article, by=by, **plan_of(article) | {"wanted_by": moment})
    return moment


MOVERS = {"due": edition, "planned": plan, "wanted": deadline}
