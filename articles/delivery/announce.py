"""Telling the world, inside the publishing transaction: the pulse now, the job with it."""

from datetime import datetime

from articles.reader.models import Story

from . import pulse
from .affected import Affected, affected_by
from .tasks import refresh


def announce(story: Story, *, at: datetime | None = None, also: Affected | None = None) -> None:
    """What shows this story changes: at once, or at a moment yet to come (aware, UTC).

    `also` names what showed it before, where it was filed elsewhere. A job announces the
    addresses; it is a row of this transaction, so a killed process loses neither.
    """
    touched = affected_by(story) | also if also else affected_by(story)
    if at is None:
        pulse.beat(touched.scopes)
    else:
        pulse.tide(touched.scopes, at, story.uid)
    job = refresh.configure(schedule_at=at) if at else refresh
    job.defer(uid=str(story.uid), paths=list(touched.paths))
