"""Jobs of the press: renditions of pictures, and printing anew under a new name."""

from datetime import timedelta

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from articles.darkroom.refusals import Refused
from articles.delivery.tasks import refresh

from . import plates, sweeping

#: A reader who got a page a moment ago still fetches the files it names.
LINGER = timedelta(minutes=10)


@app.task(
    name="press.develop",
    queue="press",
    priority=-10,  # refreshing pages goes first
    retry=RetryStrategy(max_attempts=10, exponential_wait=2, retry_exceptions={OSError, Refused}),
)
def develop(key: str) -> None:
    """The renditions of a picture as its record is now: missing ones made, useless ones gone."""
    plates.develop(key)
    if plates.shown(key):
        clear.configure(schedule_in={"seconds": int(LINGER.total_seconds())}).defer(key=key)
    else:
        take_away(key)


@app.task(name="press.clear", queue="press", retry=5)
def clear(key: str) -> None:
    """Files of a picture that have been replaced."""
    take_away(key)


def take_away(key: str) -> None:
    if gone := plates.clear(key):
        refresh.defer(uid="", paths=gone, hard=True)


@app.task(name="press.rename", queue="press", priority=-10, retry=5)
def rename(after: int, version: int) -> None:
    """Print anew whatever names the newsroom, some editions at a time, in order of their keys.

    Its logo is named beside it. Each job leaves the rest to the next one; a later name or logo is
    printed by a job of its own.
    """
    from .reprint import reprint_after  # it prepares pictures, whose jobs are in this file

    if last := reprint_after(after, version):
        rename.defer(after=last, version=version)


@app.periodic(cron="41 3 * * *")
@app.task(name="press.sweep", queue="press", pass_context=False)
def sweep(timestamp: int) -> None:
    """Files that belong to no row: of transactions that never ended."""
    sweeping.sweep()
