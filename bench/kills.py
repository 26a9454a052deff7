"""Killed without a word at a random moment of publishing, correcting, withdrawing, giving back.

A desk works on some twenty articles as fast as it can, and says of each step when it is done; it is
killed, and another takes over, a thousand times. Every fiftieth time the worker dies as well. Then
the database and the cache are asked: what is half done, what was acknowledged and is missing, and
which page is not what the application would answer now.
"""

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from typing import Any, NamedTuple

from . import stage

KILLS, ARTICLES = 1_000, 20
#: Seconds a desk lives; a step takes it about a tenth of a second.
SHORTEST, LONGEST = 0.005, 0.8
#: So often the worker is killed, too.
WORKERS = 50
#: No copy becomes old by itself, so that a refresh that was lost is seen.
LIFE = "3600"
#: Seconds in which the jobs of a killed worker are taken up again and done.
PATIENCE = 300
#: Pages that all articles of the section change.
SHARED = ("/", "/stadt/", "/rss.xml", "/atom.xml", "/feed.json", "/stadt/rss.xml", "/sitemap.xml")
#: Rows that a step writes together: where one of them is without the other, it was half done.
HALF_DONE = {
    "an edition that was not printed": """
        SELECT count(*) FROM articles_edition e WHERE NOT EXISTS (
            SELECT FROM articles_rendering r WHERE r.edition_id = e.id)""",
    "an edition that nobody decided": """
        SELECT count(*) FROM articles_edition e JOIN articles_story s ON s.id = e.story_id
        WHERE NOT EXISTS (SELECT FROM articles_decision d WHERE d.uid = s.uid
            AND d.verb IN ('publish', 'correct') AND d.digest = e.digest)""",
    "a story that no word finds": """
        SELECT count(*) FROM articles_story s WHERE s.kind <> 'page' AND EXISTS (
            SELECT FROM articles_edition e WHERE e.story_id = s.id) AND NOT EXISTS (
            SELECT FROM articles_concordance c WHERE c.story_id = s.id)""",
    "a story in no list": """
        SELECT count(*) FROM articles_story s WHERE s.kind <> 'page' AND NOT EXISTS (
            SELECT FROM articles_storyinsection i WHERE i.story_id = s.id)""",
    "gone without a word, or here with one": """
        SELECT count(*) FROM articles_story s WHERE s.withdrawn <> EXISTS (
            SELECT FROM articles_gone g WHERE g.story_id = s.id)""",
}


class Said(NamedTuple):
    """A step that a desk has acknowledged."""

    article: int
    verb: str
    headline: str


def main(arguments: list[str]) -> None:
    kills = int(arguments[0]) if arguments else KILLS
    with stage.stage("nginx", EDGE_SECONDS=LIFE) as running:
        articles = published()
        said, spent = worked(articles, kills, running)
        halves = half_done()
        missing = missing_of(said)
        begun = time.monotonic()
        settled()
        stale = stale_of(running, articles)
        waited = time.monotonic() - begun
    verbs = ", ".join(
        f"{count} {verb}" for verb, count in Counter(one.verb for one in said).items()
    )
    print(f"{kills} kills in {spent:.0f} s; acknowledged: {verbs}; fresh after {waited:.0f} s")
    for what in [*halves, *missing, *stale]:
        print(f"  {what}")
    found = {"half done": halves, "acknowledged and missing": missing, "stale": stale}
    stage.verdict([(name, len(what), 0, "") for name, what in found.items()])


def published() -> list[int]:
    """Articles to work on, live."""
    from articles.drafts.models import User
    from articles.press.publish import publish

    write, chief = stage.writer(), User.objects.get(username="chief")
    written = [write(f"Meldung {number} um {time.time_ns()}") for number in range(ARTICLES)]
    for article in written:
        publish(article, by=chief)
    return [article.pk for article in written]


def worked(articles: list[int], kills: int, running: stage.Stage) -> tuple[list[Said], float]:
    """What all desks acknowledged before they were killed, and in how many seconds."""
    from django.db import connections

    paths = paths_of(articles)
    connections.close_all()
    chance, said, begun = random.Random(13), list[Said](), time.monotonic()
    reader = stage.Reader(running.front.port)
    for number in range(kills):
        said += killed_desk(articles, chance.randrange(2**32), chance.uniform(SHORTEST, LONGEST))
        for path in chance.sample(paths, 4):
            reader.get(path)
        if number % WORKERS == WORKERS - 1:
            running.another_worker()
    return said, time.monotonic() - begun


def killed_desk(articles: list[int], seed: int, seconds: float) -> list[Said]:
    """A process of its own works for so long after its first step has begun."""
    told, tell = os.pipe()
    child = os.fork()
    if not child:
        os.close(told)
        with suppress(BaseException):
            desk(articles, random.Random(seed), tell)
        os._exit(1)
    os.close(tell)
    with os.fdopen(told, encoding="utf-8") as lines:
        lines.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        rest = lines.read()
    whole = rest[: rest.rfind("\n") + 1].splitlines()
    return [
        Said(int(pk), verb, headline) for pk, verb, headline in (one.split("\t") for one in whole)
    ]


def desk(articles: list[int], chance: random.Random, tell: int) -> None:
    """Step after step, each acknowledged once it is committed."""
    from articles.drafts.models import Article, User

    reporter, chief = (User.objects.get(username=one) for one in ("reporter", "chief"))
    os.write(tell, b"ready\n")
    while True:
        article = Article.objects.get(pk=chance.choice(articles))
        verb = step(article, chance, reporter, chief)
        os.write(tell, f"{article.pk}\t{verb}\t{article.headline}\n".encode())


def step(article: Any, chance: random.Random, reporter: Any, chief: Any) -> str:
    """What may be done with it now; returns the verb."""
    from articles.press.correct import correct
    from articles.press.publish import publish
    from articles.press.restore import restore
    from articles.press.withdraw import withdraw
    from articles.reader.models import Story

    story = Story.objects.filter(uid=article.uid).first()
    if story and story.withdrawn:
        restore(article, by=chief)
        return "restore"
    if story and chance.random() < 0.25:
        withdraw(article, by=chief, reason="Probe")
        return "withdraw"
    rewrite(article, reporter, chief)
    if story and chance.random() < 0.5:
        correct(article, by=chief, note="Probe")
        return "correct"
    publish(article, by=chief)
    return "publish"


def rewrite(article: Any, reporter: Any, chief: Any) -> None:
    """New words, signed, whoever has been killed while writing them last."""
    from articles.drafts import saving, workflow

    article.headline = f"Meldung um {time.time_ns()}"
    saving.save(article, by=reporter)
    workflow.approve(article, by=chief)


def half_done() -> list[str]:
    from django.db import connection

    found = []
    for what, question in HALF_DONE.items():
        with connection.cursor() as cursor:
            cursor.execute(question)
            if count := cursor.fetchone()[0]:
                found.append(f"{count} × {what}")
    return found


def missing_of(said: list[Said]) -> list[str]:
    """Prints are known by their words; of the others the log must have as many at least."""
    from articles.drafts.models import Article, Decision
    from articles.reader.models import Edition

    uids = Article.objects.in_bulk({one.article for one in said})
    printed = set(Edition.objects.values_list("headline", flat=True))
    prints = [one for one in said if one.verb in {"publish", "correct"}]
    found = [f"{one.verb}: {one.headline}" for one in prints if one.headline not in printed]
    for (pk, verb), count in Counter((one.article, one.verb) for one in said).items():
        logged = Decision.objects.filter(uid=uids[pk].uid, verb=verb).count()
        if logged < count:
            found.append(f"{verb} of {pk}: {count} acknowledged, {logged} in the log")
    return found


def settled() -> None:
    """Until every address that has changed was told, and those of killed workers once more."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    waiting = ProcrastinateJob.objects.filter(
        status__in=["todo", "doing"], task_name="delivery.refresh"
    )
    deadline = time.monotonic() + PATIENCE
    while waiting.exists() and time.monotonic() < deadline:
        time.sleep(0.2)


def paths_of(articles: list[int]) -> list[str]:
    """The stories' own pages, and those that all of them change."""
    from articles.drafts.models import Article
    from articles.reader.models import Story

    uids = Article.objects.filter(pk__in=articles).values("uid")
    return [*Story.objects.filter(uid__in=uids).values_list("path", flat=True), *SHARED]


def stale_of(running: stage.Stage, articles: list[int]) -> list[str]:
    """Pages whose copy is not what the application answers now."""
    cache, origin = stage.Reader(running.front.port), stage.Reader(running.origin)
    return [path for path in paths_of(articles) if cache.get(path) != origin.get(path)]
