"""Rights: what happens to a picture when something begins or ceases to show it, or they end."""

from collections.abc import Iterable
from uuid import NAMESPACE_URL, UUID, uuid5

from procrastinate.contrib.django.models import ProcrastinateJob

from articles.catalog.models import Picture
from articles.delivery import pulse
from articles.delivery.affected import affected_by_picture
from articles.reader import clock

from .plates import meanwhile
from .tasks import develop


def prepare(pictures: Iterable[Picture]) -> None:
    """A first print of each now, the others by a job of this transaction; its rights watched."""
    for picture in pictures:
        meanwhile(picture)
        watch(picture)
        develop.defer(key=picture.key)


def settle(pictures: Iterable[int]) -> None:
    """These may be shown no more: a job takes away the files that nothing needs."""
    for picture in Picture.objects.filter(pk__in=list(pictures)):
        watch(picture)
        develop.defer(key=picture.key)


def watch(picture: Picture) -> None:
    """On the second its rights end every page that shows it is another, and a job clears up.

    Hiding it is the policies' affair: they need neither the tide nor the job.
    """
    uid, at = uid_of(picture), picture.usable_until
    pulse.ebb(uid)
    if at is None or at <= clock.now():
        return
    pulse.tide(affected_by_picture(picture).scopes, at, uid)
    waiting = ProcrastinateJob.objects.filter(
        task_name=develop.name, status="todo", scheduled_at=at, args__key=picture.key
    )
    if not waiting.exists():
        develop.configure(schedule_at=at).defer(key=picture.key)


def uid_of(picture: Picture) -> UUID:
    """Under which its tides are kept."""
    return uuid5(NAMESPACE_URL, f"picture:{picture.key}")
