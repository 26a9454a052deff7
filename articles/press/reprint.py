"""Reprint: what is derived from an edition's words, made again."""

from collections.abc import Iterable

from django.db import transaction

from articles.catalog.kinds import Kind
from articles.catalog.models import House, Person, Picture, Section, Tag
from articles.delivery.pulse import beat
from articles.reader.entries import FIELDS as ENTRY_FIELDS
from articles.reader.entries import set_entry
from articles.reader.models import Byline, Edition, Rendering, Story
from articles.reader.printing import FIELDS, render

from .concordance import concord
from .rights import prepare


def reprint(editions: Iterable[Edition]) -> int:
    """Render these editions anew; returns how many. Their words are not touched."""
    count, stories = 0, {}
    for edition in editions:
        renew(edition)
        stories[edition.story_id] = edition.story
        count += 1
    for story in stories.values():
        reprint_entries(story)
        concord(story)
    return count


def renew(edition: Edition) -> None:
    fresh = render(edition)
    values = {name: getattr(fresh, name) for name in FIELDS}
    Rendering.objects.update_or_create(edition=edition, defaults=values)


def reprint_entries(story: Story) -> None:
    """Every entry of a ticker as it reads under its address of today."""
    if story.kind != Kind.TICKER:
        return
    for entry in story.entries.prefetch_related("editions").iterator(100):
        entry.story = story
        editions = sorted(entry.editions.all(), key=lambda one: one.number, reverse=True)
        set_entry(entry, editions).save(update_fields=ENTRY_FIELDS)


def reprint_current(story: Story) -> None:
    """What readers have of it, and what they will have next: how a ticker stands is said there."""
    current = story.editions.current().get()
    for edition in story.editions.filter(number__gte=current.number):
        edition.story = story
        renew(edition)


def reprint_story(story: Story) -> int:
    return reprint(story.editions.select_related("story__section__parent"))


#: Editions that are printed anew in one go under a new name or logo of the newsroom.
BATCH = 200


@transaction.atomic
def reprint_after(key: int, version: int) -> int:
    """Print the next editions after this one; gives the last one's key, 0 where all are done.
    Pages answer with the new name from the last one on.

    Nothing where the newsroom's settings have a later version with another name or logo: that
    one's own job prints all of them.
    """
    wanted, now = House.objects.filter(version=version).first(), House.objects.newest()
    if wanted and (wanted.name, wanted.logo_id) != (now.name, now.logo_id):
        return 0
    rows = Edition.objects.filter(pk__gt=key).order_by("pk")
    found = list(rows.select_related("story__section__parent")[:BATCH])
    reprint(found)
    if len(found) == BATCH:
        return found[-1].pk
    beat(("catalog",))
    return 0


def reprint_named(named: object) -> int:
    """A person or a topic has another name now: what shows it changes at once."""
    scopes = {"catalog"}
    count = 0
    if isinstance(named, Person):
        stories = Byline.objects.filter(person=named).values("story")
        count = reprint(Edition.objects.filter(story__in=stories).select_related("story"))
        scopes |= {"site", f"person:{named.slug}"}
    if isinstance(named, Tag):
        scopes.add(f"tag:{named.slug}")
    prepare(picture_of(named))
    beat(tuple(scopes))
    return count


def picture_of(named: object) -> list[Picture]:
    """What its page shows above its stories."""
    one = named.portrait if isinstance(named, Person) else None
    one = named.picture if isinstance(named, Section) else one
    return [one] if one else []
