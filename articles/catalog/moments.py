"""Which moments a newspaper can mean."""

from datetime import UTC, datetime

from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

#: Beyond these it is a slip of the keyboard, and some are beyond what Python can read back.
EARLIEST = datetime(1800, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
OUT_OF_RANGE = _("The year must lie between 1800 and 2199.")


def sensible(name: str) -> CheckConstraint:
    """A constraint that `live_from` is a moment somebody can have meant."""
    return CheckConstraint(
        condition=Q(live_from__gte=EARLIEST, live_from__lt=LATEST) | Q(live_from=None),
        name=name,
        violation_error_message=OUT_OF_RANGE,
    )
