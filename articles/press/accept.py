"""Accept: an editor says which story a promise meant; both pages link at once, or on its second."""

from django.db import transaction

from articles.delivery.announce import announce_tie
from articles.drafts import saving
from articles.drafts.linking import part
from articles.drafts.log import decide
from articles.drafts.models import Article, StoryLink, Unrelated, User
from articles.drafts.rights import require
from articles.reader import clock
from articles.reader.models import Link, Story

from .errors import NoPromise
from .links import keep


@transaction.atomic
def accept(promise: StoryLink, to: Article, *, by: User) -> None:
    """This is the story. It need not be printed yet: then the link shows once it is.

    No word changes, so no signature is void and nothing is printed again.
    Raises NotYours, or NoPromise where somebody was quicker or it would lead to itself.
    """
    one = open_promise(promise, by)
    if to.pk == one.article_id:
        raise NoPromise
    story = Story.objects.filter(uid=to.uid).first()
    if story:
        keep(one, story, by=by)
    else:
        StoryLink.objects.filter(pk=one.pk).update(to=to)
        Link.objects.filter(story__uid=one.article.uid, key=one.key).update(to_uid=to.uid)
        decide(one.article, "keep_promise", by=by, quoted=one.quoted, to=str(to.uid))
    Unrelated.objects.filter(article=one.article, other=to).delete()
    rows = Link.objects.filter(story__uid=one.article.uid, key=one.key, to__isnull=False)
    for row in rows.select_related("story", "to"):
        announce_tie(row, now=clock.now())


@transaction.atomic
def refuse(promise: StoryLink, other: Article, *, by: User) -> None:
    """Not this one: it is never offered again, nor found by itself. Raises NotYours, NoPromise."""
    one = open_promise(promise, by)
    part(one.article, [other], by=by)


@transaction.atomic
def settle(promise: StoryLink, *, by: User) -> None:
    """There is no such story: the words stay text. Raises NotYours, NoPromise."""
    one = open_promise(promise, by)
    StoryLink.objects.filter(pk=one.pk).update(settled=True)
    decide(one.article, "settle_promise", by=by, quoted=one.quoted)


@transaction.atomic
def write_it(promise: StoryLink, *, by: User) -> Article:
    """Start the article that was promised; the promise is its own. Raises NotYours, NoPromise."""
    require(by, "add_article")
    one = open_promise(promise, by)
    article = Article(
        headline=(one.quoted or one.wording)[:200],
        language=one.article.language,
        section=one.article.section,
        internal_note=f"→ {one.article.headline}",
    )
    saving.claim(article, by=by)
    saving.record(article, by=by)
    accept(one, article, by=by)
    return article


def open_promise(promise: StoryLink, by: User) -> StoryLink:
    """The promise as it stands now, held until the transaction ends."""
    require(by, "change_article")
    rows = StoryLink.objects.promises().select_for_update(of=("self",)).select_related("article")
    found = rows.filter(pk=promise.pk).first()
    if found is None:
        raise NoPromise
    return found
