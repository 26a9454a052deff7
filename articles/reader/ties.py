"""The links that touch a story, from either end, as far as whoever asks may see them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat, JSONObject

from articles.catalog.links import inverse

from .models import Link, Rendering
from .statement import Statement, in_one

Links: TypeAlias = QuerySet[Link]
Words: TypeAlias = QuerySet[Rendering]

#: Stories named at most, in either direction.
MOST = 50


class Tie(NamedTuple):
    """A link that shows, read from one of its ends. `key` is empty at the end it leads to."""

    key: str
    kind: str
    path: str
    live_from: datetime
    language: str
    title: str
    #: Its standfirst, where the running story is told.
    lead: str = ""


def of_page(page: Any) -> list[Tie]:
    """Every link that a reader sees touch this page's story, as its statement brought them along,
    and those of its thread, if it is part of one: few stories are, so these are asked for alone.
    """
    found = [tie_of(one) for one in (*page.out, *page.back)]
    thread = next((one["thread"] for one in page.out if one["thread"]), page.thread)
    if thread is not None:
        found += [Tie(*row) for row in THREADED.rows(thread=thread)]
    return turned(found)


def tie_of(facts: dict[str, Any]) -> Tie:
    moment = datetime.fromisoformat(facts["live_from"])
    return Tie(facts["at"], facts["kind"], facts["path"], moment, facts["language"], facts["title"])


def turned(found: Iterable[Tie]) -> list[Tie]:
    """A link that leads here is told by its inverse."""
    return [one if one.key else one._replace(kind=inverse(one.kind)) for one in found]


def columns(story: str) -> dict[str, Any]:
    """Of the story that this column names: the links that start there and that lead there, and the
    thread of those that lead there."""
    rows, words, here = Link.objects.all(), Rendering.objects.all(), OuterRef(story)
    out = outward(rows, words, here).values(tie=JSONObject(thread="thread", **facts_of("to")))
    back = backward(rows, words, here).values(tie=JSONObject(**facts_of("story")))
    return {"out": in_one(out), "back": in_one(back), "thread": led(rows, here)}


def touching(rows: Links, words: Words, story: int, thread: Any = None) -> QuerySet[Link, Any]:
    """Every link of `rows` with this story at an end, and those of this thread, each with what the
    newest of `words` calls the story at its other end. A row is a `Tie`."""
    ends = [
        outward(rows, words, story).values_list(*facts_of("to").values(), "lead"),
        backward(rows, words, story).values_list(*facts_of("story").values(), "lead"),
    ]
    return one_after_another(ends + (steps(rows, words, thread) if thread else []))


def outward(rows: Links, words: Words, story: Any) -> Links:
    own = rows.filter(story=story).order_by("order", "id")
    return seen_from(own, words, "to", F("key"))[:MOST]


def backward(rows: Links, words: Words, story: Any) -> Links:
    others = rows.filter(to=story).order_by("-live_from", "-id")
    return seen_from(others, words, "story", Value(""))[:MOST]


def steps(rows: Links, words: Words, thread: Any) -> list[Any]:
    """The links of a thread, each as two lines: either end, under the link's number."""
    there = rows.filter(thread=thread).order_by("-live_from", "-id")
    return [
        seen_from(there, words, end, numbered(end), lead="edition__standfirst").values_list(
            *facts_of(end).values(), "lead"
        )[:MOST]
        for end in ("story", "to")
    ]


def numbered(end: str) -> Concat:
    return Concat(Value(f"{end}:"), Cast("id", CharField()))


def one_after_another(parts: list[Any]) -> QuerySet[Link, Any]:
    first, *more = parts
    found: QuerySet[Link, Any] = first.union(*more, all=True)
    return found


def of_thread(thread: Any) -> QuerySet[Link, Any]:
    """The links of a thread, as far as the policies show them."""
    return one_after_another(steps(Link.objects.all(), Rendering.objects.all(), thread))


THREADED = Statement(of_thread, thread=int)


def thread_of(rows: Links, story: Any) -> Coalesce:
    """Of any link at either end. Of the story's own, which are few, all are read: were only those
    of threads asked for, an index of all threads would do as well, and be read from end to end.
    """
    own = rows.filter(story=story).order_by(F("thread").asc(nulls_last=True)).values("thread")
    return Coalesce(Subquery(own[:1]), led(rows, story))


def led(rows: Links, story: Any) -> Subquery:
    """The thread of those that lead to it, in their index's order: asked for together with its
    own, the database reads every link of a story that a hundred thousand lead to."""
    there = rows.filter(to=story, thread__isnull=False).order_by("-live_from", "-id")
    return Subquery(there.values("thread")[:1])


def facts_of(end: str) -> dict[str, str]:
    """Of a link seen from its other end: what a `Tie` says of the story there, but for its lead."""
    there = {name: f"{end}__{name}" for name in ("path", "live_from", "language")}
    return {"at": "at", "kind": "kind", **there, "title": "title"}


def seen_from(rows: Links, words: Words, end: str, key: Any, lead: str = "") -> Links:
    newest = words.filter(story=OuterRef(end)).order_by("-number")
    told = Subquery(newest.values(lead)[:1]) if lead else Value("", TextField())
    title = Subquery(newest.values("title")[:1])
    return rows.annotate(at=Coalesce(key, Value("")), title=title, lead=told)
