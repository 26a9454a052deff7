"""The first page of the desk, in the view somebody asked for."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.utils.dateparse import parse_date
from django.utils.timezone import localdate

from articles.catalog.models import Section
from articles.drafts.models import User
from articles.drafts.noticing import RIGHT, unseen
from articles.drafts.telling import unread_count

from .columns import columns
from .lists import lists
from .week import DAYS, week

VIEWS = ("list", "columns", "week")


def context(user: User, asked: Any) -> dict[str, Any]:
    """What the template knows; nothing for those who may not see articles."""
    if not user.has_perm("articles.view_article"):
        return {}
    places = list(Section.objects.in_order())
    place = next((one for one in places if str(one.pk) == asked.get("section")), None)
    view = asked.get("view") if asked.get("view") in VIEWS else "list"
    kept = {"section": place.pk} if place else {}
    common = {
        "view": view,
        "place": place,
        "places": places,
        "today": localdate(),
        "kept": urlencode(kept),
        "news": unread_count(user),
        "notices": list(unseen(user)) if user.has_perm(f"articles.{RIGHT}") else [],
    }
    if view == "columns":
        back = urlencode(kept | {"view": view})
        return common | {"columns": columns(user, place), "back": back}
    if view == "week":
        first = first_day(asked.get("from", ""))
        back = urlencode(kept | {"view": view, "from": first.isoformat()})
        return common | {"days": week(user, place, first), "back": back} | around(first)
    return common | lists(user, place, places)


def first_day(text: str) -> date:
    """The day asked for; today where it is none that a newspaper can mean."""
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    return day if day and 1800 < day.year < 2199 else localdate()


def around(first: date) -> dict[str, date]:
    span = timedelta(days=DAYS)
    return {"earlier": first - span, "later": first + span}
