"""Jobs of the desk."""

from datetime import timedelta

from django.db.models.functions import Now
from procrastinate.contrib.django import app

from articles.drafts.models import Autosave, Notice

from . import news

#: Unsaved text is offered again for so long.
KEPT = timedelta(days=30)


@app.periodic(cron="17 4 * * *")
@app.task(name="desk.forget_unsaved", queue="desk", pass_context=False)
def forget_unsaved(timestamp: int) -> None:
    """Text that nobody came back for in thirty days goes; so do the traces of closed tabs."""
    Autosave.objects.filter(heard_at__lt=Now() - KEPT).delete()


#: Lines of an inbox that were read; the others stay four times as long.
REMEMBERED = timedelta(days=90)


@app.periodic(cron="* * * * *")
@app.task(name="desk.mail_news", queue="desk", pass_context=False)
def mail_news(timestamp: int) -> None:
    """Its own words are in no job: what is purged in the meantime is in no mail either."""
    news.send_all()


@app.periodic(cron="27 4 * * *")
@app.task(name="desk.forget_news", queue="desk", pass_context=False)
def forget_news(timestamp: int) -> None:
    """What was read three months ago goes, and after a year what was not."""
    Notice.objects.filter(read_at__lt=Now() - REMEMBERED).delete()
    Notice.objects.filter(at__lt=Now() - 4 * REMEMBERED).delete()
