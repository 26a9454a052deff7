"""Join people: somebody who was entered twice becomes one, and no address is lost."""

from django.db import transaction

from articles.catalog.models import FormerPerson, Person, Picture
from articles.delivery.announce import announce_people
from articles.drafts.log import decide_on_person
from articles.drafts.models import Contribution, User
from articles.drafts.rights import require
from articles.reader.clock import Clock
from articles.reader.models import Byline, Edition, Story

from .errors import SamePerson
from .reprint import picture_of, reprint
from .rights import settle


@transaction.atomic
def join_people(person: Person, *, into: Person, by: User) -> None:
    """Put `into` wherever `person` stands, and lead from the page of the one to the other's.

    No article gets a version and no signature is void: the words keep the key they were signed
    with, and it means `into` from now on. Where both stood in one byline, one of them goes, and
    that is a change. Raises NotYours or SamePerson.
    """
    require(by, "change_person")
    held = Person.objects.select_for_update().order_by("pk").in_bulk([person.pk, into.pk])
    if len(held) < 2:
        raise SamePerson
    old, new = held[person.pk], held[into.pk]
    stories = list(Story.objects.filter(byline_rows__person=old))
    keep_former(old, new)
    move_articles(old, new)
    move_stories(old, new)
    Picture.objects.filter(photographer=old).update(photographer=new)
    if not User.objects.filter(person=new).exists():
        User.objects.filter(person=old).update(person=new)
    pictures = [one.pk for one in picture_of(old)]
    decide_on_person("people_joined", new.name, by=by, before=old.name, stories=len(stories))
    old.delete()
    settle(pictures)
    reprint(Edition.objects.filter(story__in=stories).select_related("story__section__parent"))
    announce_people([old.slug, new.slug], stories)


def known_to_readers(person: Person) -> bool:
    """Whether its page has ever had a story that was live."""
    return Byline.objects.filter(person=person, live_from__lte=Clock()).exists()


def keep_former(old: Person, new: Person) -> None:
    """Every address and key that meant the one means the other, in one hop."""
    FormerPerson.objects.filter(person=old).update(person=new)
    slug = old.slug if known_to_readers(old) else None
    if slug:
        FormerPerson.objects.filter(slug=slug).update(slug=None)
    FormerPerson.objects.create(slug=slug, key=old.pk, person=new)


def move_articles(old: Person, new: Person) -> None:
    """Bylines at the desk; who stood there as both stands there once."""
    both = Contribution.objects.filter(person=new).values("article")
    Contribution.objects.filter(person=old, article__in=both).delete()
    rows = Contribution.objects.filter(person=old)
    rows.filter(former=None).update(former=FormerPerson.objects.get(key=old.pk))
    rows.update(person=new)


def move_stories(old: Person, new: Person) -> None:
    """What lists, feeds and search go by."""
    both = Byline.objects.filter(person=new).values("story")
    Byline.objects.filter(person=old).exclude(story__in=both).update(person=new)
    Byline.objects.filter(person=old).delete()


@transaction.atomic
def rename_person(person: Person, *, before: str, by: User) -> None:
    """Its page stands at another address now than at the slug `before`, which leads there."""
    if person.slug == before:
        return
    FormerPerson.objects.filter(slug=person.slug).update(slug=None)
    if known_to_readers(person):
        FormerPerson.objects.update_or_create(slug=before, defaults={"person": person})
    decide_on_person("person_renamed", person.name, by=by, before=before)
    announce_people([before, person.slug], Story.objects.filter(byline_rows__person=person))
