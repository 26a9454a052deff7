"""The planner: a front as a list of slots, beside it what could stand there."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.catalog.kinds import Place
from articles.catalog.models import Section
from articles.drafts.errors import PlanOvertaken, Refusal
from articles.drafts.models import Article, Plan
from articles.drafts.planning import Edit, allow, breaking, change, place, plan_of, remove, word
from articles.press.lay_out import lay_out
from articles.reader import clock
from articles.reader.models import Edition, Front

from .changes import changes
from .forms import BreakingForm, SlotForm
from .rows import groups, pool

#: Moments offered for a look ahead.
MOMENTS = 6
#: What an edit that is done after all is told anew.
NOT_KEPT = {"csrfmiddlewaretoken", "seen", "step"}


class Unclear(Refusal):
    """Said by the form itself."""

    def __str__(self) -> str:
        return str(self.details["said"])


def page(site: Any, request: Any) -> HttpResponse:
    """GET shows a front's plan, `?front=` a section's; POST does one edit, or publishes."""
    plan = plan_asked(request)
    if request.method == "POST":
        try:
            return act(request, plan)
        except PlanOvertaken as refusal:
            return again(site, request, plan_of(plan.section), refusal)
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return back(plan)
    return TemplateResponse(request, "admin/desk/front.html", context(site, request, plan))


def plan_asked(request: Any) -> Plan:
    """Of the front that the address names, for those who may see fronts."""
    if not request.user.has_perm("articles.view_plan"):
        raise PermissionDenied
    asked = request.GET.get("front", "")
    if not asked:
        return plan_of(None)
    if not (asked.isdecimal() and len(asked) < 19):
        raise Http404
    return plan_of(get_object_or_404(Section.objects.select_related("parent"), pk=int(asked)))


def act(request: Any, plan: Plan) -> HttpResponse:
    """Raises Refusal; PlanOvertaken where the page that was clicked on is no longer true."""
    given, by = spelled(request.POST), request.user
    seen = int(given["seen"]) if given.get("seen", "").isdecimal() else -1
    if given.get("do") == "print":
        front = lay_out(plan, by=by, seen=seen)
        messages.success(request, _("Published: version %(n)d.") % {"n": front.number})
        return back(plan)
    edit, anchor = edit_asked(given, by)
    change(plan, edit, by=by, seen=seen)
    return back(plan, anchor)


def spelled(posted: Any) -> dict[str, str]:
    """A form's fields; a button says its edit in one: `place:12:lead:0`, `remove:12`."""
    step = zip(("do", "article", "place", "at"), posted.get("step", "").split(":"), strict=False)
    return posted.dict() | {name: value for name, value in step if value}


def edit_asked(given: Any, by: Any) -> tuple[Edit, str]:
    """The edit that a form asks for, and where on the page it happens. Raises Unclear."""
    if given.get("do") == "breaking":
        line = valid(BreakingForm(given))
        edit = breaking(line["text"], article=line["leads_to"], until=line["until"])
        return edit, "breaking"
    number = given.get("article", "")
    article = get_object_or_404(Article, pk=int(number) if number.isdecimal() else 0)
    match given.get("do"):
        case "place" if given.get("place") in Place.values:
            at = given.get("at", "")
            index = int(at) if at.isdecimal() and len(at) < 5 else None
            return place(article, given["place"], by=by, at=index), f"slot-{article.pk}"
        case "remove":
            return remove(article), "slots"
        case "word":
            return word(article, **valid(SlotForm(given))), f"slot-{article.pk}"
    raise Http404


def valid(form: Any) -> dict[str, Any]:
    if not form.is_valid():
        named = (
            f"{form.fields[name].label}: {' '.join(said)}" for name, said in form.errors.items()
        )
        raise Unclear(said=" ".join(named))
    cleaned: dict[str, Any] = form.cleaned_data
    return cleaned


def again(site: Any, request: Any, plan: Plan, refusal: PlanOvertaken) -> HttpResponse:
    """The front as it is now, what has changed, and the same edit ready to be done after all."""
    given = spelled(request.POST)
    seen = int(given["seen"]) if given.get("seen", "").isdecimal() else plan.version
    kept = [(k, v) for k, v in given.items() if k not in NOT_KEPT]
    more = {"overtaken": str(refusal), "changes": changes(plan, seen), "kept": kept}
    more["wanted"] = wanted(given)
    whole = context(site, request, plan) | more
    return TemplateResponse(request, "admin/desk/front.html", whole, status=409)


def wanted(given: Any) -> str:
    """What somebody was about to do, in words."""
    number = given.get("article", "")
    article = Article.objects.filter(pk=int(number) if number.isdecimal() else 0).first()
    named = {"headline": article.headline if article else ""}
    match given.get("do"):
        case "place":
            label = dict(Place.choices).get(given.get("place"), "")
            return _("Place “%(headline)s”: %(place)s") % (named | {"place": label})
        case "remove":
            return _("Take “%(headline)s” off") % named
        case "word":
            return _("Save the words of “%(headline)s”") % named
        case "breaking":
            return _("Change the breaking line")
    return _("Publish this front")


def back(plan: Plan, anchor: str = "") -> HttpResponse:
    return HttpResponseRedirect(address(plan) + (f"#{anchor}" if anchor else ""))


def address(plan: Plan, name: str = "fronts", **more: str) -> str:
    asked = ({"front": plan.section_id} if plan.section_id else {}) | more
    query = f"?{urlencode(asked)}" if asked else ""
    return reverse(f"admin:{name}") + query


def context(site: Any, request: HttpRequest, plan: Plan) -> dict[str, Any]:
    asked, now = request.GET.get("q", "").replace("\0", "").strip()[:200], clock.now()
    printed = Front.objects.of(plan.section_id).order_by("-number").first()
    uids = plan.placements.values("article__uid")
    coming = Edition.objects.due().filter(story__uid__in=uids).order_by("live_from")
    return site.each_context(request) | {
        "title": _("Front"),
        "plan": plan,
        "groups": groups(plan, now),
        "pool": pool(plan, asked),
        "asked_here": asked,
        "breaking": BreakingForm.of(plan),
        "line_expired": plan.breaking_until is not None and plan.breaking_until <= now,
        "sections": Section.objects.in_order(),
        "printed": printed,
        "changed": plan.version != (printed.version if printed else 1),
        "moments": coming.values_list("live_from", flat=True).distinct()[:MOMENTS],
        "may": may_change(request, plan),
        "here": address(plan),
        "past": address(plan, "fronts_past"),
        "preview": address(plan, "fronts_preview"),
    }


def may_change(request: Any, plan: Plan) -> bool:
    try:
        allow(request.user, plan)
    except Refusal:
        return False
    return True
