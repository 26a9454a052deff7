"""Settle: what the newsroom says of itself, as the next version; readers have it at once."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from articles.catalog.models import House
from articles.catalog.models.house import FIELDS
from articles.delivery.announce import announce_house
from articles.drafts.errors import HouseOvertaken
from articles.drafts.log import decide_on_house
from articles.drafts.models import Decision, User
from articles.drafts.rights import require

from .tasks import rename


@transaction.atomic
def settle(values: Mapping[str, Any], *, by: User, seen: int) -> House:
    """Save the settings, every one of `FIELDS`, as the version after `seen`.

    What was printed of stories names the newsroom, so under a new name a job prints it anew.
    Saving what stands already changes nothing. Raises NotYours, or HouseOvertaken unless `seen`
    is the version in force.
    """
    require(by, "change_house")
    before = House.objects.newest()
    if before.version != seen:
        raise HouseOvertaken(who=who_saved(before.version))
    wanted = {name: values[name] for name in FIELDS}
    changed = {
        name: [getattr(before, name), value]
        for name, value in wanted.items()
        if getattr(before, name) != value
    }
    if not changed:
        return before
    house = next_version(seen + 1, wanted)
    decide_on_house(house.version, changed, by=by)
    announce_house()
    if "name" in changed:
        rename.defer(after=0, version=house.version)
    return house


def next_version(version: int, wanted: dict[str, Any]) -> House:
    """Two people at once make the same version; the second one's row is refused."""
    try:
        with transaction.atomic():
            return House.objects.create(version=version, **wanted)
    except IntegrityError as error:
        if House.objects.filter(version=version).exists():
            raise HouseOvertaken(who=who_saved(version)) from error
        raise


def bring_back(version: int, *, by: User, seen: int) -> House:
    """Save an earlier version again, as a new one. Raises House.DoesNotExist, and as settle."""
    house = House.objects.get(version=version)
    return settle({name: getattr(house, name) for name in FIELDS}, by=by, seen=seen)


def who_saved(version: int) -> str:
    """By the log; empty for the version that nobody saved."""
    line = Decision.objects.filter(verb="settings", version=version).select_related("by").first()
    return str(line.by) if line and line.by else ""
