"""Upkeep of the links: what is wrong, what can be found by now, and the graph to take out."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from articles.catalog.links import kind_named, kinds
from articles.delivery.announce import announce_tie
from articles.drafts.models import StoryLink, User
from articles.reader import clock
from articles.reader.models import Edition, Headline, Link
from articles.text.headlines import normal

from .links import keep, story_of


def check() -> Iterator[str]:
    """One sentence for each thing that ought not to be; nothing where all is well."""
    for one in StoryLink.objects.exclude(kind__in=kinds()).select_related("article"):
        yield f"“{one.article}” has a link of a kind nobody knows: {one.kind}."
    lost = Link.objects.filter(to=None, to_uid__isnull=False)
    for row in lost.filter(Exists(Edition.objects.filter(story__uid=OuterRef("to_uid")))):
        yield f"{row.story} has a link whose story is printed and not connected."
    for row in Link.objects.exclude(to=None).exclude(to__uid=F("to_uid")).select_related("story"):
        yield f"{row.story} has a link that leads to another story than it says."
    known = Headline.objects.filter(story=OuterRef("story"))
    for edition in Edition.objects.filter(~Q(headline=""), ~Exists(known)).iterator(1000):
        if normal(edition.headline):
            yield f"{edition} cannot be found by its headline."


@transaction.atomic
def resolve(*, by: User) -> Iterator[StoryLink]:
    """Keep every open promise that has exactly one story by now; the promises kept."""
    kept = []
    rows = StoryLink.objects.promises().select_for_update(of=("self",)).select_related("article")
    for one in rows.order_by("pk"):
        if story := story_of(one):
            keep(one, story, by=by)
            kept.append(one)
    found = Link.objects.filter(key__in=[one.key for one in kept], to__isnull=False)
    for row in found.select_related("story", "to"):
        announce_tie(row, now=clock.now())
    return iter(kept)


def graph() -> dict[str, list[dict[str, Any]]]:
    """What readers can see of the links now, for other programs."""
    rows = list(Link.objects.visible().select_related("story", "to").order_by("pk"))
    nodes = {end.uid: end.path for row in rows for end in (row.story, row.to) if end}
    return {
        "stories": [{"id": str(uid), "path": path} for uid, path in sorted(nodes.items())],
        "links": [
            {"from": str(row.story.uid), "to": str(row.to_uid), "kind": row.kind} for row in rows
        ],
    }


def dot() -> Iterator[str]:
    """The same for GraphViz."""
    found = graph()
    yield "digraph newsroom {"
    yield "  rankdir=LR; node [shape=box];"
    for one in found["stories"]:
        yield f'  "{one["id"]}" [label="{one["path"]}"];'
    for one in found["links"]:
        label = str(kind_named(one["kind"])).replace('"', "'")
        yield f'  "{one["from"]}" -> "{one["to"]}" [label="{label}"];'
    yield "}"
