"""Jobs of delivery."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from . import websub

log = logging.getLogger("newsroom.delivery")


@app.task(name="delivery.refresh", queue="delivery", retry=10)
def refresh(uid: str, paths: list[str]) -> None:
    """These addresses have changed. What stands in front of the site fetches them anew."""
    log.info("refresh %s: %s", uid, " ".join(paths))


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
    websub.tell(hub, [f"{settings.SITE_URL}{path}" for path in paths])


@app.task(
    name="delivery.mail",
    queue="delivery",
    retry=RetryStrategy(max_attempts=12, exponential_wait=2),
)
def mail(to: str, subject: str, text: str) -> None:
    """One message to one address; a server that is away is asked again, for about two hours."""
    send_mail(subject, text, None, [to])
