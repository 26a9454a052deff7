"""Repicture: a picture's rights, file or crops are others now; what shows it changes."""

from functools import reduce
from operator import or_
from uuid import NAMESPACE_URL, UUID, uuid5

from articles.catalog.models import Person, Picture, Section
from articles.delivery.affected import Affected, affected_by
from articles.delivery.pulse import beat, ebb, tide
from articles.delivery.tasks import refresh
from articles.reader import clock
from articles.reader.models import Story


def repicture(picture: Picture) -> None:
    """Announce what shows this picture: now, and for the second at which its rights end."""
    touched = showing(picture)
    uid = uid_of(picture)
    beat(touched.scopes)
    refresh.defer(uid=str(uid), paths=list(touched.paths))
    ebb(uid)
    if picture.usable_until and picture.usable_until > clock.now():
        tide(touched.scopes, picture.usable_until, uid)
        job = refresh.configure(schedule_at=picture.usable_until)
        job.defer(uid=str(uid), paths=list(touched.paths))


def showing(picture: Picture) -> Affected:
    """Everything that shows it, or will once its edition is due."""
    stories = Story.objects.filter(picture_uses__picture=picture).distinct()
    people = Person.objects.filter(portrait=picture)
    sections = Section.objects.filter(picture=picture).select_related("parent")
    scopes = {"site", "catalog", *(f"person:{one.slug}" for one in people)}
    scopes |= {f"section:{one.path}" for one in sections}
    paths = {one.get_absolute_url() for one in people}
    paths |= {one.get_absolute_url() for one in sections}
    named = Affected(tuple(sorted(scopes)), tuple(sorted(paths)))
    return reduce(or_, (affected_by(one) for one in stories.iterator()), named)


def uid_of(picture: Picture) -> UUID:
    """Under which a picture's coming moments are kept, as a story's are under its own."""
    return uuid5(NAMESPACE_URL, f"picture:{picture.key}")
