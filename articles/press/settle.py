"""Settle: what the newsroom says of itself, as the next version; readers have it at once."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from articles.catalog.models import House, Logo
from articles.catalog.models.house import FIELDS, LOGOS
from articles.delivery.announce import announce_house
from articles.drafts.errors import HouseOvertaken
from articles.drafts.log import decide_on_house
from articles.drafts.models import Decision, User
from articles.drafts.rights import require

from .tasks import rename


@transaction.atomic
def settle(values: Mapping[str, Any], *, by: User, seen: int) -> House:
    """Save the settings, every one of `FIELDS`, as the version after `seen`.

    A logo that `values` does not name stays; None takes it away, and with it the one that stands
    in for it on dark paper. What was printed of stories names the newsroom and its logo, so under
    a new name or logo a job prints it anew.
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
    drawn = {name: values[name] for name in LOGOS if name in values}
    logos = keys_of(before) | {name: one.key if one else None for name, one in drawn.items()}
    logos["logo_dark"] = logos["logo"] and logos["logo_dark"]
    changed |= differing(keys_of(before), logos)
    if not changed:
        return before
    keep(drawn.values())
    house = next_version(seen + 1, wanted | {f"{name}_id": key for name, key in logos.items()})
    decide_on_house(house.version, changed, by=by)
    announce_house()
    if {"name", "logo"} & changed.keys():
        rename.defer(after=0, version=house.version)
    return house


def keys_of(house: House) -> dict[str, str | None]:
    """The digests of its logos."""
    return {name: getattr(house, f"{name}_id") for name in LOGOS}


def differing(before: dict[str, str | None], now: dict[str, str | None]) -> dict[str, list[str]]:
    """Before and after, by the digests of the files: the log has no bytes."""
    pairs = {name: [before[name] or "", now[name] or ""] for name in LOGOS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def keep(logos: Iterable[Logo | None]) -> None:
    """Two that are drawn alike are one row."""
    Logo.objects.bulk_create([one for one in logos if one], ignore_conflicts=True)


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
    return settle({name: getattr(house, name) for name in (*FIELDS, *LOGOS)}, by=by, seen=seen)


def who_saved(version: int) -> str:
    """By the log; empty for the version that nobody saved."""
    line = Decision.objects.filter(verb="settings", version=version).select_related("by").first()
    return str(line.by) if line and line.by else ""
