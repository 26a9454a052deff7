"""Embargoes at the cache: seen too early, and seconds from the moment to the first sight.

Every surface is asked all the time: the story, the front, what leads it, its section, a feed, the
map of news and the search. Once with a worker that tells the cache, once with none: then only
lifetimes help.
"""

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from . import stage

#: Seconds, at the latest of all lifts and surfaces: with a worker, and without.
GOALS = {True: 0.5, False: 1.1}
LIFTS, GAP = 50, 3
#: A front has no more places, and each lift leads it.
MOST = 60
#: Seconds that a copy lives: longer ago than that, no copy knows of an embargo made since.
LIFE = 10


@dataclass
class Lift:
    """An embargo: its moment, the words that nobody may see before it, and where they show."""

    at: float
    word: str
    pages: dict[str, str]


@dataclass
class Sights:
    """Seconds after its moment at which each surface first had each story; negative is early."""

    late: dict[str, list[float]] = field(default_factory=dict)
    unseen: int = 0


def main(arguments: list[str]) -> None:
    kind = arguments[0] if arguments else "nginx"
    lifts = min(MOST, int(arguments[1])) if len(arguments) > 1 else LIFTS
    figures = []
    for worker in (True, False):
        with stage.stage(kind, worker=worker, EDGE_SECONDS=str(LIFE)) as running:
            found = watched(running.front.port, due(lifts))
        figures += told(kind, worker, lifts, found)
    stage.verdict(figures)


def told(kind: str, worker: bool, lifts: int, found: Sights) -> list[tuple[str, float, float, str]]:
    how = "with a worker" if worker else "without a worker"
    print(f"{kind}, {lifts} lifts, {how}; seconds late")
    for name, values in found.late.items():
        if not values:
            continue
        p50, p95, most = (stage.share(values, part) for part in (0.5, 0.95, 1))
        print(f"  {name:<10} p50 {p50:6.3f}   p95 {p95:6.3f}   max {most:6.3f}")
    every = [one for values in found.late.values() for one in values] or [float("inf")]
    return [
        (f"seen early, {how}", sum(one < 0 for one in every), 0, ""),
        (f"never seen, {how}", found.unseen, 0, ""),
        (f"embargo late p95, {how}", stage.share(every, 0.95), GOALS[worker], "s"),
        (f"embargo late max, {how}", max(every), GOALS[worker], "s"),
    ]


def due(lifts: int) -> list[Lift]:
    """Stories with embargoes one after the other, the first when no older copy is left."""
    from django.contrib.auth import get_user_model

    from articles.press.publish import publish

    write, chief = stage.writer(), get_user_model().objects.get(username="chief")
    run = f"{time.time_ns() // 1_000_000_000:x}"
    words = [f"sperre{run}x{number}" for number in range(lifts)]
    articles = [(word, write(f"Meldung {word}")) for word in words]
    begin = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=LIFE + 5 + 3 * lifts)
    found = []
    for number, (word, article) in enumerate(articles):
        at = begin + timedelta(seconds=GAP * number)
        path = publish(article, by=chief, live_from=at).story.path
        found.append(Lift(at.timestamp(), word, surfaces(path, word)))
    lead(articles, chief)
    return found


def lead(articles: list[tuple[str, Any]], by: Any) -> None:
    """The front is laid out with all of them as its lead, the last to come above the others."""
    from articles.drafts.planning import change, place, placements, plan_of, remove
    from articles.press.lay_out import lay_out

    plan = plan_of(None)
    edits = [remove(one.article) for one in placements(plan)]
    edits += [place(article, "lead", by=by, at=0) for _word, article in articles]
    for edit in edits:
        plan = change(plan, edit, by=by, seen=plan.version)
    lay_out(plan, by=by, seen=plan.version)


def surfaces(path: str, word: str) -> dict[str, str]:
    return {
        "story": path,
        "front": "/",
        "lead": "/",
        "section": "/stadt/",
        "feed": "/rss.xml",
        "map": "/sitemap-news.xml",
        "search": f"/search/?q={word}",
    }


def watched(port: int, lifts: list[Lift]) -> Sights:
    """One reader a surface, for all lifts."""
    found = Sights({name: [] for name in lifts[0].pages})
    readers = [
        threading.Thread(target=watch, args=(port, name, lifts, found)) for name in found.late
    ]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    return found


def watch(port: int, name: str, lifts: list[Lift], found: Sights) -> None:
    reader = stage.Reader(port)
    for lift in lifts:
        while (now := time.time()) < lift.at + GAP - 0.2:
            if now > lift.at - GAP + 0.5 and shows(reader, lift, name):
                found.late[name].append(time.time() - lift.at)
                break
            time.sleep(0.005)
        else:
            found.unseen += 1
    reader.close()


def shows(reader: stage.Reader, lift: Lift, name: str) -> bool:
    """Whether the page has the story: lists name its address, which no form repeats."""
    status, page = reader.get(lift.pages[name])
    sign = lift.word if name == "story" else lift.pages["story"]
    if name == "lead":
        page = page.partition(b'<article class="card"')[2].partition(b"</article>")[0]
    return status == 200 and sign.encode() in page
