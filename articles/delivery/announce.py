"""Telling the world, inside the publishing transaction: the pulse now, the job with it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import Q, QuerySet

from articles.catalog.models import Dossier, Picture, Section
from articles.reader.addresses import feeds_of
from articles.reader.models import Edition, Front, Link, Story, Tide

from . import pulse
from .affected import Affected, affected_by, affected_by_front, affected_by_picture, scope_of_page
from .tasks import UNDER_WAY, ping, refresh

#: Pages that say what the newsroom says of itself.
OF_THE_HOUSE = (
    *("/robots.txt", "/humans.txt", "/site.webmanifest", "/opensearch.xml", "/sitemap-news.xml"),
    *("/feeds/", "/api/", "/api/openapi.json", "/topics/", "/archive/", "/search/"),
)


def announce(
    story: Story,
    *,
    at: datetime | None = None,
    also: Affected | None = None,
    hard: bool = False,
) -> None:
    """What shows this story changes: at once, or at a moment yet to come (aware, UTC).

    `also` names what showed it before, where it was filed elsewhere. A job announces the
    addresses, and one a hub its feeds; they are rows of this transaction, so a killed process
    loses none. `hard` where something is taken away: no copy of it may be left anywhere.
    """
    touched = affected_by(story) | also if also else affected_by(story)
    if at is None:
        pulse.beat(touched.scopes)
    else:
        pulse.tide(touched.scopes, at, story.uid)
    job = refresh.configure(schedule_at=at) if at else refresh
    job.defer(uid=str(story.uid), paths=list(touched.paths), hard=hard)
    if hard:
        once_more(str(story.uid), list(touched.paths))
    for hub in settings.WEBSUB_HUBS:
        told = ping.configure(schedule_at=at) if at else ping
        told.defer(uid=str(story.uid), hub=hub, paths=list(touched.feeds))


def once_more(uid: str, paths: list[str]) -> None:
    """An answer made before this transaction may still be under way to a cache."""
    later = refresh.configure(schedule_in={"seconds": UNDER_WAY})
    later.defer(uid=uid, paths=list[Any](paths), hard=True)


def announce_topics(slugs: Iterable[str], stories: Iterable[Story]) -> None:
    """Topics are called or filed otherwise: their pages, feeds and stories change at once."""
    announce_lists("topics", "tag", set(slugs), stories)


def announce_people(slugs: Iterable[str], stories: Iterable[Story]) -> None:
    """People are called otherwise, or two are one: their pages, feeds and stories change."""
    announce_lists("people", "person", set(slugs), stories)


def announce_lists(word: str, kind: str, slugs: set[str], stories: Iterable[Story]) -> None:
    pages = {f"/{word}/{slug}/" for slug in slugs}
    found = pages | {one.path for one in stories}
    for page in pages:
        found |= feeds_of(page)
    scopes = tuple(sorted(f"{kind}:{slug}" for slug in slugs))
    pulse.beat(("catalog", "site", *scopes))
    pulse.same_tides(scopes)
    refresh.defer(uid="", paths=list[Any](sorted(found)))


def announce_gone(page: str) -> None:
    """A name that no story has is gone: its page, the navigation and lists change at once."""
    pulse.beat(("catalog", "site"))
    refresh.defer(uid="", paths=list[Any](sorted({"/", "/topics/", page, *feeds_of(page)})))


def announce_house() -> None:
    """The newsroom calls itself otherwise: every page looks at the catalog, and changes at once.

    What stands in front is told of the addresses that most ask for; its other copies are good
    for seconds.
    """
    pulse.beat(("catalog",))
    sections = [one.get_absolute_url() for one in Section.objects.select_related("parent")]
    pages = ["/", *sections, "/corrections/"]
    found = [*pages, *(feed for page in pages for feed in feeds_of(page)), *OF_THE_HOUSE]
    refresh.defer(uid="", paths=list[Any](sorted(set(found))))


def announce_picture(picture: Picture) -> None:
    """What shows this picture changes at once."""
    touched = affected_by_picture(picture)
    pulse.beat(touched.scopes)
    refresh.defer(uid="", paths=list(touched.paths))


def announce_ties(story: Story, *, now: datetime, besides: datetime | None) -> None:
    """Links of this story that appear at a later moment than it does: both their pages change.

    A link shows once both its ends are live. `besides` is the moment already announced.
    """
    rows = Link.objects.filter(Q(story=story) | Q(to=story)).select_related("story", "to")
    for one in rows.filter(to__isnull=False).filter(
        Q(live_from__gt=now) | Q(to__live_from__gt=now)
    ):
        tie(one, besides)


def announce_tie(link: Link, *, now: datetime) -> None:
    """One link has been found: its two pages change at once, or when its later end is live."""
    assert link.to is not None  # noqa: S101
    if max(link.live_from, link.to.live_from) > now:
        tie(link)
        return
    pulse.beat(pages_of(link))
    refresh.defer(uid=str(link.story.uid), paths=[link.story.path, link.to.path])


def pages_of(link: Link) -> tuple[str, ...]:
    """The scopes at which the pages of both ends look."""
    ends = [one for one in (link.story, link.to) if one]
    return tuple(sorted({scope_of_page(one) for one in ends}))


def tie(link: Link, besides: datetime | None = None) -> None:
    """What changes, and when, once a link's later end is live; recalling that one takes it back."""
    assert link.to is not None  # noqa: S101  # only such links are asked for
    moment, uid = max((link.live_from, link.story.uid), (link.to.live_from, link.to.uid))
    if moment == besides:
        return
    pulse.tide(pages_of(link), moment, uid)
    refresh.configure(schedule_at=moment).defer(uid=str(uid), paths=[link.story.path, link.to.path])


def announce_dossier(
    dossier: Dossier, before: Dossier | None, stories: QuerySet[Story], *, now: datetime
) -> None:
    """A dossier is different now, under its old address, too; and will be once its moment comes."""
    slugs = {one.slug for one in (dossier, before) if one}
    pages = list(stories.only("path", "live_from", "uid"))
    lists = tuple(sorted(f"dossier:{slug}" for slug in slugs))
    scopes = tuple(sorted({*lists, *(scope_of_page(one) for one in pages)}))
    found = {one.path for one in pages}
    for slug in slugs:
        found |= {f"/dossiers/{slug}/", *feeds_of(f"/dossiers/{slug}/")}
    own, paths = uuid5(NAMESPACE_URL, f"dossier:{dossier.pk}"), list[Any](sorted(found))
    pulse.ebb(own)
    pulse.beat(scopes)
    refresh.defer(uid=str(own), paths=paths)
    for one in pages:
        if one.live_from > now:
            pulse.tide(lists, one.live_from, one.uid)
    if dossier.live_from and dossier.live_from > now:
        pulse.tide(scopes, dossier.live_from, own)
        later = refresh.configure(schedule_at=dossier.live_from)
        later.defer(uid=str(own), paths=paths)


def announce_front(front: Front, *, now: datetime) -> None:
    """A front is different at once, and again whenever a slot appears on it, or its time runs out.

    Its own moments are those of the version before it no more.
    """
    touched = affected_by_front(front.section)
    own = uuid5(NAMESPACE_URL, f"front:{front.section_id or 0}")
    pulse.ebb(own)
    pulse.beat(touched.scopes)
    refresh.defer(uid=str(own), paths=list(touched.paths))
    moments = {(one.until, own) for one in front.slots.all()} | {(front.breaking_until, own)}
    named = Q(story__uid__in=front.slots.values("uid")) | Q(story__uid=front.breaking_uid)
    coming = Edition.objects.filter(named, live_from__gt=now)
    moments |= set(coming.values_list("live_from", "story__uid"))
    for moment, uid in sorted((at, uid) for at, uid in moments if at and at > now):
        if not Tide.objects.filter(scope__in=touched.scopes, at=moment, uid=uid).exists():
            pulse.tide(touched.scopes, moment, uid)
            later = refresh.configure(schedule_at=moment)
            later.defer(uid=str(uid), paths=list(touched.paths))
