"""Reschedule: the edition that waits appears at another moment, as the article stands now."""

from datetime import datetime

from django.db import transaction

from articles.drafts.models import Article, User
from articles.reader.models import Edition

from .correct import correct
from .errors import NothingDue
from .publish import publish


@transaction.atomic
def reschedule(
    article: Article, *, by: User, live_from: datetime | None = None, note: str = ""
) -> Edition:
    """Recall and publish in one: what waits goes out at `live_from` (aware; None is now).

    Kind and note stay those of the waiting edition unless there is a new note. Raises NothingDue,
    and whatever publish or correct raise.
    """
    due = Edition.objects.due().filter(story__uid=article.uid).first()
    if due is None:
        raise NothingDue
    note = note.strip() or due.note
    if due.kind == Edition.Kind.CORRECTION:
        return correct(article, by=by, note=note, live_from=live_from, replace=True)
    return publish(article, by=by, kind=due.kind, note=note, live_from=live_from, replace=True)
