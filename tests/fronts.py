"""Fronts for the tests: planned and laid out in one line, and read as a reader reads them."""

import re

from articles.catalog.kinds import Place
from articles.drafts.planning import change, place, plan_of
from articles.press.lay_out import lay_out

CARD = re.compile(
    r'<article class="card".*?<a href="([^"]+)">.*?<span class="t">(.*?)</span>', re.S
)


def planned(by, *rows, section=None):
    """A plan with these articles, each with its place, from the top."""
    plan = plan_of(section)
    for article, where in rows:
        plan = change(plan, place(article, where, by=by), by=by, seen=plan.version)
    return plan


def laid_out(by, *rows, section=None):
    plan = planned(by, *rows, section=section)
    return lay_out(plan, by=by, seen=plan.version)


def edited(plan, edit, by):
    """One edit, and the front laid out again."""
    plan = change(plan, edit, by=by, seen=plan.version)
    return plan, lay_out(plan, by=by, seen=plan.version)


def shown(page):
    """The headlines of a front, in their order."""
    return [title.replace("\u00ad", "") for _path, title in CARD.findall(page.content.decode())]


def paths(page):
    return [path for path, _title in CARD.findall(page.content.decode())]


LEAD, SECOND, LIST = Place.LEAD, Place.SECOND, Place.LIST
