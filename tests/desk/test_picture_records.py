"""What a picture's record says of its past, and the topics under which it is found again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.catalog.models import Tag
from articles.drafts.models import Decision, TaggedPicture
from tests.cast import draft
from tests.darkroom.negatives import photo, scene

from .test_pictures import LIST, RECORD, change, desk, in_english, one_picture, sent

pytestmark = pytest.mark.django_db

__all__ = ["desk", "in_english"]


def other_picture(client):
    return one_picture(client, photo("PNG", image=scene().transpose(0)), "kran.png")


def history(client, picture) -> list[tuple[str, str, str]]:
    events = client.get(reverse(RECORD, args=[picture.pk])).context["events"]
    return [(one.what, str(one.by), one.why) for one in events]


def listed(client, **asked):
    return list(client.get(reverse(LIST), asked).context["cl"].result_list)


def offered(client, **asked):
    answer = client.get(reverse("admin:articles_picture_find"), asked)
    return [(one["id"], one["topics"]) for one in answer.json()["pictures"]]


def test_a_picture_says_who_changed_what_of_it_and_which_file_it_had(desk, client, chief):
    picture = one_picture(desk)
    other_picture(desk)
    change(desk, picture, usable_until="2031-05-01T12:00")
    desk.force_login(chief)
    file = sent("neu.png", photo("PNG", image=scene(90, 60)))
    desk.post(reverse("admin:articles_picture_replace", args=[picture.pk]), {"file": file})
    replaced, changed, added = history(desk, picture)
    assert replaced == ("Picture's file replaced", "chief", "faehre.jpg, now neu.png")
    said = "Description, rights holder, usable until, until 1 May 2031, 12:00"
    assert changed[::2] == ("Picture's record changed", said)
    assert added[::2] == ("Picture uploaded", "faehre.jpg")


def test_topics_are_typed_shown_and_logged(desk):
    picture = one_picture(desk)
    change(desk, picture, tags="Hafen, Fähre über die Bucht")
    page = desk.get(reverse(RECORD, args=[picture.pk])).content.decode()
    assert 'value="&quot;Fähre über die Bucht&quot;, Hafen"' in page
    assert set(Tag.objects.values_list("slug", flat=True)) == {"hafen", "faehre-ueber-die-bucht"}
    assert "topics" in history(desk, picture)[0][2]
    before = Decision.objects.count()
    change(desk, picture, tags="Hafen, Fähre über die Bucht")
    assert (Decision.objects.count(), TaggedPicture.objects.count()) == (before, 2)
    change(desk, picture, tags="")
    assert not TaggedPicture.objects.exists()
    assert "too long for a topic" in change(desk, picture, tags="x" * 101).content.decode()


def test_library_and_picker_find_a_picture_by_its_topic(desk, reporter):
    picture, other = one_picture(desk), other_picture(desk)
    change(desk, picture, tags="Hochwasser, Hafen")
    change(desk, other, tags="Kran", alt="Hafen von oben")
    tagged = draft(reporter)
    tagged.tags.add("Nirgends")
    assert listed(desk, topic="hochwasser") == [picture]
    assert listed(desk, topic="nirgends") == []
    assert listed(desk, q="hochwass") == [picture]
    assert set(listed(desk, q="hafen")) == {picture, other}
    assert listed(desk, q="#hafen") == [picture]
    assert offered(desk, q="#hafen fähre") == [(picture.pk, ["Hafen", "Hochwasser"])]
    page = desk.get(reverse(LIST)).content.decode()
    assert '<a href="?topic=hochwasser">#Hochwasser</a>' in page
    assert "?topic=nirgends" not in page


def test_the_library_asks_no_more_for_more_pictures(desk):
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            desk.get(reverse(LIST))
        return len(found)

    change(desk, one_picture(desk), tags="Hafen, Fähre")
    asked()
    before = asked()
    change(desk, other_picture(desk), tags="Hafen, Kran")
    assert asked() == before


def test_deleting_a_picture_takes_its_topics_off(desk):
    picture = one_picture(desk)
    change(desk, picture, tags="Hafen")
    desk.post(reverse("admin:articles_picture_delete", args=[picture.pk]), {"post": "yes"})
    assert not TaggedPicture.objects.exists()
    assert Tag.objects.filter(name="Hafen").exists()
