"""Correct: an edition that says in public what was wrong."""

from datetime import datetime

from django.db import transaction

from articles.drafts.models import Article, User
from articles.reader.models import Edition

from .compose import compose
from .errors import NeedsNote, NothingChanged, NotLive
from .printing import Order, already, print_run, set_up


@transaction.atomic
def correct(
    article: Article,
    *,
    by: User,
    note: str,
    live_from: datetime | None = None,
    replace: bool = False,
) -> Edition:
    """Print a correction of a story that is live; `note` tells readers what was wrong.

    Raises NotYours, NeedsNote, NotLive, NothingChanged, and whatever publish raises.
    """
    order = Order("correct", by, Edition.Kind.CORRECTION, note.strip(), live_from, replace)
    run = set_up(article, order)
    if not order.note:
        raise NeedsNote
    if run.current is None:
        raise NotLive
    composed = compose(run.article)
    found = already(run, composed)
    if found is None:
        return print_run(run, composed)
    if found.kind != Edition.Kind.CORRECTION:
        raise NothingChanged
    return found
