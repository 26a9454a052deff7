"""Moving the beat, and setting the tide."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from articles.reader.clock import Clock
from articles.reader.models import Beat, Tide


def beat(scopes: tuple[str, ...]) -> None:
    """Everything in these scopes may have changed. Their rows are held, which orders commits."""
    Beat.objects.bulk_create(
        [Beat(scope=scope, beat=0) for scope in sorted(scopes)], ignore_conflicts=True
    )
    for scope in sorted(scopes):
        Beat.objects.filter(scope=scope).update(beat=F("beat") + 1, moved_at=Clock())


def tide(scopes: tuple[str, ...], at: datetime, uid: UUID) -> None:
    """Everything in these scopes will change at this moment, by itself."""
    Tide.objects.bulk_create([Tide(scope=scope, at=at, uid=uid) for scope in scopes])


def same_tides(scopes: tuple[str, ...]) -> None:
    """What is to change one of these scopes changes all of them: they are one list by now."""
    coming = Tide.objects.filter(scope__in=scopes, at__gt=Clock())
    known = set(coming.values_list("scope", "at", "uid"))
    wanted = {(scope, at, uid) for _scope, at, uid in known for scope in scopes}
    Tide.objects.bulk_create([Tide(scope=s, at=at, uid=uid) for s, at, uid in wanted - known])


def ebb(uid: UUID) -> None:
    """A story's coming moments are off."""
    Tide.objects.filter(uid=uid, at__gt=Clock()).delete()
