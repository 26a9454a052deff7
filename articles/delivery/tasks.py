"""Jobs of delivery."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from articles.catalog.models import House

from . import websub
from .edges import edge
from .replicas import caught_up

log = logging.getLogger("newsroom.delivery")
#: Seconds after which no answer made before a change can still be on its way into a cache.
UNDER_WAY = 5


@app.task(
    name="delivery.refresh",
    queue="delivery",
    priority=10,  # readers wait for it
    retry=RetryStrategy(max_attempts=500, linear_wait=2),
)
def refresh(uid: str, paths: list[str], hard: bool = False) -> None:
    """These addresses have changed. What stands in front of the site is told, for three days.

    `hard`: something was taken away, and no copy of it may be left.
    """
    caught_up()
    log.info("refresh %s: %s", uid, " ".join(paths))
    edge().refresh(paths, hard=hard)


@app.periodic(cron="* * * * *")
@app.task(name="delivery.take_up_again", queue="delivery", pass_context=True)
async def take_up_again(context: JobContext, timestamp: int) -> None:
    """Jobs whose worker was killed in the middle are done from their start; all of them can be."""
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        await jobs.retry_job(job)


@app.task(
    name="delivery.ping",
    queue="delivery",
    retry=RetryStrategy(max_attempts=12, exponential_wait=2),
)
def ping(uid: str, hub: str, paths: list[str]) -> None:
    """These feeds have changed; a hub that is away is told again, for about two hours."""
    caught_up()
    websub.tell(hub, [f"{settings.SITE_URL}{path}" for path in paths])


@app.task(
    name="delivery.mail",
    queue="delivery",
    retry=RetryStrategy(max_attempts=12, exponential_wait=2),
)
def mail(to: str, subject: str, text: str) -> None:
    """One message to one address; a server that is away is asked again, for about two hours."""
    send_mail(subject, text, House.objects.newest().mail_from, [to])
