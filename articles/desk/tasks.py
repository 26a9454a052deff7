"""Jobs of the desk."""

from datetime import timedelta

from django.db.models.functions import Now
from procrastinate.contrib.django import app

from articles.drafts.models import Autosave

#: Unsaved text is offered again for so long.
KEPT = timedelta(days=30)


@app.periodic(cron="17 4 * * *")
@app.task(name="desk.forget_unsaved", queue="desk", pass_context=False)
def forget_unsaved(timestamp: int) -> None:
    """Text that nobody came back for in thirty days goes; so do the traces of closed tabs."""
    Autosave.objects.filter(heard_at__lt=Now() - KEPT).delete()
