"""Point out: whether an entry's first line stands at the head of its ticker."""

from django.db import transaction

from articles.drafts.log import decide
from articles.drafts.models import Article, User

from .entries import entry_of, tell, ticker_held


@transaction.atomic
def point_out(article: Article, *, by: User, key: str, key_point: bool) -> None:
    """No word changes. Doing it again changes nothing. Raises what correcting one raises."""
    held, story = ticker_held(article, by=by)
    entry = entry_of(story, key)
    if entry.key_point == key_point:
        return
    entry.key_point = key_point
    entry.save(update_fields=["key_point"])
    decide(held, "point_out", by=by, entry=key, key_point=key_point)
    tell(story, entry)
