"""Editions hold words; what is derived from them is made again without touching them."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.catalog.models import Person
from articles.press.publish import publish
from articles.press.reprint import reprint_named
from articles.reader.models import Edition, Rendering
from articles.reader.stamps import look
from tests.cast import approved

pytestmark = pytest.mark.django_db


def test_a_lost_rendering_is_made_again_from_the_words(reporter, chief):
    publish(approved(reporter, chief), by=chief)
    before = Rendering.objects.values("head", "top", "body", "card", "item").get()
    Rendering.objects.update(head="", top="", body="", card="", item="")
    call_command("reprint", stdout=StringIO(), stderr=StringIO())
    assert Rendering.objects.values("head", "top", "body", "card", "item").get() == before


def test_a_person_of_a_new_name_has_it_on_every_page_at_once(reporter, chief):
    edition = publish(approved(reporter, chief, people=["Ada Lovis"]), by=chief)
    before = look("site", "person:ada-lovis")
    one = Person.objects.get()
    one.name = "Ada Lovis-Tamm"
    one.save()
    assert reprint_named(one) == 1
    assert "Ada Lovis-Tamm" in Rendering.objects.get().top
    assert Edition.objects.get().digest == edition.digest
    assert all(
        now > then for now, then in zip(look("site", "person:ada-lovis"), before, strict=True)
    )
