"""Which moments a newspaper can mean."""

from datetime import UTC, datetime

from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

#: Beyond these it is a slip of the keyboard, and some are beyond what Python can read back.
EARLIEST = datetime(1800, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
OUT_OF_RANGE = _("The year must lie between 1800 and 2199.")


def sensible(name: str, field: str = "live_from") -> CheckConstraint:
    """A constraint that this field is a moment somebody can have meant."""
    within = Q(**{f"{field}__gte": EARLIEST, f"{field}__lt": LATEST})
    return CheckConstraint(
        condition=within | Q(**{field: None}),
        name=name,
        violation_error_message=OUT_OF_RANGE,
    )
