"""Printing links: which story each one leads to, and which promises this edition keeps."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from articles.catalog.links import CHAIN
from articles.drafts.log import decide
from articles.drafts.models import Article, StoryLink, Unrelated, User
from articles.reader.models import Edition, Headline, Link, Redirect, Story
from articles.text.headlines import normal


class Row(NamedTuple):
    """A link on its way into print; `to` is the uid of the other story, if it is known."""

    key: str
    kind: str
    order: int
    to: UUID | None


def print_links(edition: Edition, article: Article, *, by: User, current: Edition) -> None:
    """Write the edition's links, and find the story of every promise that can be kept now.

    `current` is the edition readers have once this is done; links of older ones go.
    Rows of promises are held in one order, whoever they belong to: of two that are printed in
    the same moment, the second one sees what the first one wrote.
    """
    remember(edition)
    promises = promises_about(edition.story, article) | article.links.promises()
    for one in StoryLink.objects.select_for_update().filter(pk__in=promises).order_by("pk"):
        if one.promised and (story := story_of(one)):
            keep(one, story, by=by)
    Link.objects.filter(to_uid=article.uid, to=None).update(to=edition.story)
    Link.objects.filter(story=edition.story, number__lt=current.number).delete()
    write(edition, rows_of(article))
    thread(Link.objects.filter(Q(story=edition.story) | Q(to=edition.story)))


def remember(edition: Edition) -> None:
    """The names this edition goes by, so that whoever quotes one finds it."""
    keys = {normal(edition.headline), normal(edition.short_headline)} - {""}
    rows = [Headline(story=edition.story, key=key) for key in sorted(keys)]
    Headline.objects.bulk_create(rows, ignore_conflicts=True)


def recollect(story: Story) -> None:
    """Only the names that its editions, as they are now, go by."""
    story.headlines.all().delete()
    for edition in story.editions.all():
        remember(edition)


def rows_of(article: Article) -> list[Row]:
    """The article's links as they stand."""
    return [
        Row(one.key, one.kind, one.order, one.to.uid if one.to else None)
        for one in article.links.select_related("to")
    ]


def rows_again(edition: Edition, article: Article) -> list[Row]:
    """The links of an older edition: whom they led to, or lead to by now."""
    version = article.versions.filter(number=edition.version).first()
    written = version.content.get("links", []) if version else []
    uids = {one["key"]: UUID(one["to"]) for one in written if one["to"]}
    found = Link.objects.filter(story=edition.story).values_list("key", "to_uid")
    uids |= {key: to for key, to in found if to}
    return [
        Row(one["key"], one["kind"], order, uids.get(one["key"]))
        for order, one in enumerate(edition.links)
    ]


def print_links_again(edition: Edition, article: Article) -> None:
    """Write the links of an edition whose words readers have had before."""
    remember(edition)
    rows = rows_again(edition, article)
    Link.objects.filter(story=edition.story, number__lt=edition.number).delete()
    write(edition, rows)
    thread(Link.objects.filter(Q(story=edition.story) | Q(to=edition.story)))


def write(edition: Edition, rows: list[Row]) -> None:
    """A row for every link, those that lead nowhere yet among them."""
    printed = {
        one.uid: one for one in Story.objects.filter(uid__in={one.to for one in rows if one.to})
    }
    Link.objects.bulk_create(
        Link(
            edition=edition,
            story=edition.story,
            number=edition.number,
            live_from=edition.live_from,
            key=one.key,
            kind=one.kind,
            order=one.order,
            to_uid=one.to,
            to=printed.get(one.to) if one.to else None,
        )
        for one in rows
    )


def promises_about(story: Story, article: Article) -> QuerySet[StoryLink]:
    """Everybody's open promises that this story might keep."""
    named = Q(quoted_key__in=list(story.headlines.values_list("key", flat=True)))
    named |= Q(address=story.path)
    if article.external_id:
        named |= Q(external=article.external_id)
    return StoryLink.objects.promises().exclude(article=article).filter(named)


def story_of(one: StoryLink) -> Story | None:
    """The one story a promise can mean: by headline, address or number, exactly. Else None."""
    found = set(matches(one))
    return Story.objects.get(pk=found.pop()) if len(found) == 1 else None


def matches(one: StoryLink) -> Iterable[int]:
    """Keys of the stories that go by what the promise quotes; never one that was refused."""
    refused = Unrelated.objects.filter(article=one.article_id).values_list("other__uid", flat=True)
    not_this = {one.article.uid, *refused}
    if one.quoted_key:
        named = Headline.objects.filter(key=one.quoted_key).exclude(story__uid__in=not_this)
        yield from named.values_list("story", flat=True)[:2]
    if one.address:
        yield from stories(not_this, path=one.address)
        moved = Redirect.objects.filter(path=one.address).exclude(story__uid__in=not_this)
        yield from (one for one in moved.values_list("story", flat=True) if one)
    if one.external:
        uids = Article.objects.filter(external_id=one.external).values_list("uid", flat=True)[:3]
        yield from stories(not_this, uid__in=list(uids))


def stories(not_this: set[UUID], **which: object) -> Iterable[int]:
    return Story.objects.filter(**which).exclude(uid__in=not_this).values_list("pk", flat=True)


def keep(one: StoryLink, story: Story, *, by: User, why: str = "") -> None:
    """The promise is kept: its link leads to this story, in every edition it stands in."""
    one.to = Article.objects.get(uid=story.uid)
    StoryLink.objects.filter(pk=one.pk).update(to=one.to, settled=False)
    rows = Link.objects.filter(story__uid=one.article.uid, key=one.key)
    rows.update(to_uid=story.uid, to=story)
    thread(rows)
    decide(one.article, "keep_promise", by=by, why=why, quoted=one.quoted, to=str(story.uid))


def thread(rows: QuerySet[Link]) -> None:
    """Links that tell a story's course become one thread with all that hang together with them.

    A link taken out later leaves the others in it: pages follow the links they see, not the thread.
    """
    chain = rows.filter(kind__in=CHAIN).values_list("story", "to")
    ends = {end for both in chain for end in both if end}
    near = Link.objects.filter(Q(story__in=ends) | Q(to__in=ends), kind__in=CHAIN)
    found = dict(near.values_list("pk", "thread"))
    if not found:
        return
    known = {one for one in found.values() if one is not None}
    name = min(known or found)
    Link.objects.filter(Q(pk__in=found) | Q(thread__in=known)).update(thread=name)
