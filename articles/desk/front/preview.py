"""A plan as readers would get it: now, or at a later moment, with what is due by then."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse

from articles.desk import moment
from articles.desk.private import private
from articles.press.lay_out import foreseen
from articles.reader import clock

from .page import address, plan_asked


def page(request: Any) -> HttpResponse:
    """GET `?front=&at=`: the page, printed for this one look and then taken back."""
    plan = plan_asked(request)
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    asked = request.GET.get("at", "")
    try:
        at = moment.parsed(asked) if asked else clock.now()
    except ValidationError as error:
        raise Http404 from error
    path = plan.section.get_absolute_url() if plan.section else "/"
    with foreseen(plan):
        response = moment.seen(max(at, clock.now()), path, request.GET)
    more = {"action": reverse("admin:fronts_preview"), "front": plan.section_id or ""}
    moment.framed(request, response, at, path, back=address(plan), **more)
    return private(response, form_action="'self'")
