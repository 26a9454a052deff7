"""Discard: away with a name of the catalog, as long as no reader has known it."""

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from articles.catalog.models import FormerPerson, FormerTopic, Person, Section, Source, Tag
from articles.delivery.announce import announce_gone
from articles.drafts.models import Credit, User
from articles.drafts.rights import require
from articles.reader.clock import Clock
from articles.reader.models import Story

from .errors import SeenByReaders, StillNamed
from .reprint import picture_of
from .rights import settle

Named = Section | Person | Source | Tag


@transaction.atomic
def discard(named: Named, *, by: User) -> None:
    """Delete it, and let go of the picture that it showed.

    Raises NotYours; SeenByReaders where its page or a story with its name was ever live;
    StillNamed while anything at the desk names it.
    """
    require(by, f"delete_{named._meta.model_name}")
    if seen(named):
        raise SeenByReaders(name=named)
    page = "" if isinstance(named, Source) else named.get_absolute_url()
    pictures = [one.pk for one in picture_of(named)]
    try:
        named.delete()
    except ProtectedError as error:
        raise StillNamed(name=named) from error
    settle(pictures)
    if page:
        announce_gone(page)


def seen(named: Named) -> bool:
    """Whether readers have or had it: withdrawn stories count, their addresses stand somewhere."""
    if isinstance(named, Tag) and FormerTopic.objects.filter(tag=named).exists():
        return True
    if isinstance(named, Person) and FormerPerson.objects.filter(person=named).exists():
        return True
    return printed(named).exists()


def printed(named: Named) -> QuerySet[Story]:
    """The stories that readers have or had under this name."""
    rows = Story.objects.filter(live_from__lte=Clock())
    if isinstance(named, Section):
        return rows.filter(listed_in__section=named)
    if isinstance(named, Person):
        return rows.filter(byline_rows__person=named)
    if isinstance(named, Tag):
        return rows.filter(story_tags__tag=named)
    return rows.filter(uid__in=Credit.objects.filter(source=named).values("article__uid"))
