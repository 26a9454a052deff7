"""The board as lists: what waits for whom, soonest first. A story stands in one of them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.catalog.models import Section
from articles.desk.standing import with_standing
from articles.drafts.models import Article, User
from articles.drafts.rights import reach_of, within
from articles.reader import clock
from articles.reader.models import Edition, Gone

from . import rows

#: Shown of each list.
FEW, FEWER = 25, 6
SOON, LATER = timedelta(hours=48), timedelta(days=365)


@dataclass
class Listing:
    """A list of articles, each with its standing."""

    name: str
    label: Promise | str
    #: What a click on a row is for.
    does: Promise | str = ""
    articles: list[Any] = field(default_factory=list)
    #: The query of the list that shows them all.
    more: str = ""


@dataclass(frozen=True)
class Line:
    """A story beside the lists, with the moment that puts it there."""

    article: Article
    moment: datetime
    said: Promise | str = ""


def lists(user: User, place: Section | None, places: list[Section]) -> dict[str, Any]:
    """All that the page shows, in a number of statements that grows with nothing. `places` are all
    sections there are."""
    found = gather(user, place)
    work = main(user, found, {one.pk: one for one in places})
    changed = [one for one in found["touched"] if one.standing.changed][:FEWER]
    soon = rows.waiting_editions(clock.now() + SOON)
    published = latest_editions()
    gone = list(Gone.objects.order_by("-at", "-id").values_list("story__uid", "at", "kind")[:FEWER])
    today, week = rows.most_read(place, FEWER)
    named = {one[0] for many in (soon, published, gone) for one in many if one[0]}
    known = rows.by_uid(named, place)
    show([changed, *(one.articles for one in work)])
    return {
        "lists": work,
        "wire": list(rows.asking(place)),
        "changed": changed,
        "soon": [Line(known[uid], moment) for uid, moment in soon if uid in known],
        "published": [
            Line(known[uid], moment, Edition.Kind(kind).label)
            for uid, moment, kind in published
            if uid in known
        ],
        "read_today": today,
        "most_read": week,
        "gone": [
            Line(known[uid], moment, Gone.Kind(kind).label)
            for uid, moment, kind in gone
            if uid in known
        ],
    }


def gather(user: User, place: Section | None) -> dict[str, list[Any]]:
    """The articles of every list; each article is read and judged once."""
    asked: dict[str, QuerySet[Article]] = {
        "submitted": rows.submitted(place),
        "ready": rows.ready(place),
        "mine": rows.of_person(rows.drafts(place), user)[: rows.MANY],
        "due": rows.due_by(place, rows.end_of_today()),
        "touched": rows.touched(place),
    }
    found = {name: list(rows.to_judge(articles)) for name, articles in asked.items()}
    once = {one.pk: one for articles in found.values() for one in articles}
    judged = {one.pk: one for one in with_standing(once.values())}
    return {name: [judged[one.pk] for one in articles] for name, articles in found.items()}


def show(listed: list[list[Any]]) -> None:
    """Puts whole articles, in one statement, where those stand that were read to be judged."""
    standing = {one.pk: one.standing for articles in listed for one in articles}
    whole = rows.articles(None).in_bulk(standing) if standing else {}
    for key, article in whole.items():
        article.standing = standing[key]  # type: ignore[attr-defined]
    for articles in listed:
        articles[:] = [whole[one.pk] for one in articles if one.pk in whole]


def main(user: User, found: dict[str, list[Any]], places: dict[int, Section]) -> list[Listing]:
    """The lists of work; whoever comes first takes a story out of those below."""
    waiting = waiting_for(user, found["submitted"], places)
    taken: set[int] = set()
    listings = [
        Listing("waiting", _("Waits for me"), _("Read"), waiting, "state__exact=submitted"),
        Listing("ready", _("Ready to publish"), _("Open"), found["ready"], ""),
        Listing("mine", _("My work"), _("Write"), found["mine"], "plan=mine"),
        Listing("due", _("Due today, with others"), "", found["due"], "plan=late"),
    ]
    for one in listings:
        fresh = [article for article in one.articles if article.pk not in taken]
        taken |= {article.pk for article in fresh}
        one.articles, one.more = fresh[:FEW], one.more if len(fresh) > FEW else ""
    return listings


def waiting_for(user: User, submitted: list[Any], places: dict[int, Section]) -> list[Any]:
    """Those under which the person's name is missing and wanted: as one who may approve there, or
    as the writer of words that somebody else changed."""
    signed = rows.signed_by(user, submitted)
    reach = reach_of(user, "approve_article")
    return [
        one
        for one in submitted
        if (one.pk, one.standing.words) not in signed
        and (
            within(places.get(one.section_id), reach)
            or user.pk in (one.writer_id, one.created_by_id)
        )
    ]


def latest_editions() -> list[tuple[Any, datetime, str]]:
    """What readers got last: story, moment and kind."""
    newest = Edition.objects.lifted().order_by("-live_from", "-id")
    return list(newest.values_list("story__uid", "live_from", "kind")[:FEWER])
