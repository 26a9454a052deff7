"""A worklist of what links to a story that has changed: asked for at once, done one by one."""

from django.db import transaction
from django.db.models import QuerySet

from .log import decide
from .models import Article, Recheck, User
from .rights import require


@transaction.atomic
def ask(articles: QuerySet[Article], cause: Article, *, by: User) -> int:
    """These ought to be looked at again because of that one; returns how many. Raises NotYours."""
    require(by, "change_article")
    rows = [Recheck(article=one, cause=cause, asked_by=by) for one in articles.exclude(pk=cause.pk)]
    Recheck.objects.bulk_create(rows, ignore_conflicts=True)
    decide(cause, "ask_recheck", by=by, count=len(rows))
    return len(rows)


@transaction.atomic
def done(recheck: Recheck, *, by: User) -> None:
    """Somebody has looked: it leaves the list, and the log says who. Raises NotYours."""
    require(by, "change_article")
    decide(recheck.article, "recheck", by=by, cause=str(recheck.cause.uid))
    recheck.delete()
