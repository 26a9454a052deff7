"""Who may do what, and where: a group's right holds everywhere, a section editor's at home."""

from articles.catalog.models import Section

from .errors import NotHere, NotYours
from .models import User
from .rules import own_rule_of

#: What the right to do an editor's work in one's own sections gives there.
AT_HOME = frozenset(
    {
        "approve_article",
        "assign_article",
        "publish_article",
        "correct_article",
        "recall_article",
        "change_plan",
        "ticker_article",
    }
)


def may(user: User, permission: str, *places: Section | None) -> bool:
    """Whether this person, in good standing, has the right in each of these sections."""
    reach = reach_of(user, permission)
    return reach is None or (bool(places) and all(within(place, reach) for place in places))


def reach_of(user: User, permission: str) -> set[int] | None:
    """Keys of the sections in which the person has the right; None is everywhere."""
    if user.has_perm(f"articles.{permission}"):
        return None
    if permission not in AT_HOME or not user.has_perm("articles.edit_own_sections"):
        return set()
    return set(user.sections.values_list("pk", flat=True))


def within(place: Section | None, reach: set[int] | None) -> bool:
    """Whether a section, or the one it stands under, is among these."""
    return reach is None or (place is not None and bool(reach & {place.pk, place.parent_id}))


def require(by: User, permission: str, *places: Section | None) -> None:
    """Raises NotYours unless the person may do this there."""
    if not may(by, permission, *places):
        raise NotYours


def publishes_in(user: User, place: Section | None) -> bool:
    """Whether the section's own list of publishers, where it has one, has a group of theirs."""
    rule = own_rule_of(place)
    listed = {group.pk for group in rule.publishers.all()} if rule else set()
    return not listed or user.groups.filter(pk__in=listed).exists()


def require_publisher(by: User, *places: Section | None) -> None:
    """Raises NotHere where a section is published by others; nobody is above that."""
    for place in places:
        if not publishes_in(by, place):
            raise NotHere(section=place)
