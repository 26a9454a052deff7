"""The tour of a first day: which step of it stands open for a person."""

from .models import User

#: Its steps are counted from 1; 0 is a tour that is over.
OVER, FIRST, LAST = 0, 1, 6


def tour_to(user: User, step: int) -> None:
    """From now on this step is open. Raises ValueError for a step that there is not."""
    if not OVER <= step <= LAST:
        raise ValueError(step)
    User.objects.filter(pk=user.pk).update(tour=step)
    user.tour = step
