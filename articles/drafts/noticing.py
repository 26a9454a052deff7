"""Decisions that everybody responsible must have seen."""

from django.db.models import Exists, OuterRef, QuerySet

from .models import Acknowledgement, Decision, User
from .rights import require

#: Decisions each chief is shown until they say that they have seen them.
TO_BE_SEEN = ("break_glass",)
RIGHT = "break_glass_article"


def unseen(user: User) -> QuerySet[Decision]:
    """Others' decisions this person has still to take notice of, the oldest first."""
    seen = Acknowledgement.objects.filter(decision=OuterRef("pk"), by=user)
    rows = Decision.objects.filter(~Exists(seen), verb__in=TO_BE_SEEN).exclude(by=user)
    return rows.select_related("article", "by").order_by("at", "id")


def acknowledge(decision: Decision, *, by: User) -> None:
    """Say "seen". A second time changes nothing. Raises NotYours."""
    require(by, RIGHT)
    Acknowledgement.objects.get_or_create(decision=decision, by=by)
