"""What the desk may do with a dispatch, said in one sentence each."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from articles.drafts.models import Dispatch, User

from .receiving import Fate
from .settling import see, take_over, try_again


def taken_over(dispatch: Dispatch, *, by: User) -> str:
    if take_over(dispatch, by=by):
        return _("Taken over. Where both changed the same, both stand in the text: read it again.")
    return _("Taken over; what the desk had changed stays.")


def seen(dispatch: Dispatch, *, by: User) -> str:
    see(dispatch, by=by)
    return _("The article stays as it is.")


def tried_again(dispatch: Dispatch, *, by: User) -> str:
    refused = [one.why for one in try_again(dispatch, by=by) if one.fate is Fate.REFUSED]
    return _("Refused again: %(why)s") % {"why": refused[0]} if refused else _("Taken in.")


ANSWERS: dict[str, Callable[..., str]] = {
    "take_over": taken_over,
    "see": seen,
    "again": tried_again,
}
