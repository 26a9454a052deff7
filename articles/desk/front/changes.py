"""What two versions of a plan differ in, in sentences."""

from typing import Any

from django.utils.translation import gettext as _

from articles.catalog.kinds import Place
from articles.drafts.models import Article, Plan, PlanVersion

EMPTY: dict[str, Any] = {"slots": [], "breaking": {}}


def changes(plan: Plan, seen: int) -> list[str]:
    """What has happened to a plan since somebody looked at it."""
    before, after = content(plan, seen), content(plan, plan.version)
    old = {one["uid"]: one for one in before["slots"]}
    new = {one["uid"]: one for one in after["slots"]}
    names = dict(Article.objects.filter(uid__in={*old, *new}).values_list("uid", "headline"))
    named = {str(uid): headline for uid, headline in names.items()}
    found = [
        _("“%(headline)s” was taken off.") % {"headline": named.get(uid, "?")}
        for uid in old
        if uid not in new
    ]
    for uid, one in new.items():
        if said := about(old.get(uid), one):
            found.append(said % {"headline": named.get(uid, "?"), "place": place_of(one)})
    kept = [uid for uid in new if uid in old]
    if not found and kept != [uid for uid in old if uid in new]:
        found.append(_("The order is another one."))
    if before["breaking"] != after["breaking"]:
        found.append(_("The breaking line is another one."))
    return found


def about(before: dict[str, Any] | None, now: dict[str, Any]) -> str:
    if before is None:
        return _("“%(headline)s” was placed: %(place)s.")
    if before["place"] != now["place"]:
        return _("“%(headline)s” was moved: %(place)s.")
    return "" if before == now else _("“%(headline)s” says something else, or stands otherwise.")


def place_of(slot: dict[str, Any]) -> str:
    return str(Place(slot["place"]).label)


def content(plan: Plan, number: int) -> dict[str, Any]:
    """A plan that nobody has changed yet has no version."""
    row = PlanVersion.objects.filter(plan=plan, number=number).first()
    found: dict[str, Any] = row.content if row else EMPTY
    return found | {"breaking": {k: v for k, v in found["breaking"].items() if v}}
