"""What several suppliers send of one story stands together at the desk."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from articles.drafts.models import Dispatch, Supplier

from .test_receiving import wire

pytestmark = pytest.mark.django_db
STORY = (
    "<p>Der Rat von Erlenhafen hat am Montag beschlossen, die Fähre bis zum Jahr 2046 weiter"
    " fahren zu lassen. Die Dammbrücke ist damit vom Tisch, sagte die Bürgermeisterin am Abend.</p>"
)
OTHER = "<p>In Lommersund ist am Dienstag die neue Werft für elektrische Boote eröffnet worden.</p>"


@pytest.fixture
def agencies(db):
    return [Supplier.objects.create(name=name, address="") for name in ("lpd", "epa")]


def sent(source: str, uri: str, body: str, version: int = 1) -> Dispatch:
    wire(version, body, copyrightHolder=source, uri=uri, headline=f"{source} {uri}")
    return Dispatch.objects.get(guid=uri, number=version)


def test_two_agencies_texts_of_one_story_are_one_group_and_others_are_not(agencies):
    one = sent("lpd", "urn:1", STORY)
    two = sent("epa", "urn:2", STORY.replace("am Abend", "nach der Sitzung"))
    three = sent("epa", "urn:3", OTHER)
    assert one.kin == two.kin != three.kin


def test_a_new_version_stays_in_the_group_of_the_first(agencies):
    one = sent("lpd", "urn:1", STORY)
    assert sent("lpd", "urn:1", OTHER, version=2).kin == one.kin


def test_an_old_story_is_not_taken_up_again(agencies):
    one = sent("lpd", "urn:1", STORY)
    Dispatch.objects.update(received_at=Now() - timedelta(days=4))
    assert sent("epa", "urn:2", STORY).kin != one.kin


def test_who_is_no_supplier_is_not_compared(agencies):
    sent("lpd", "urn:1", STORY)
    archive = sent("Zettelkasten", "urn:2", STORY)
    assert (archive.kin, archive.sketch) == (None, [])


def test_the_desk_sees_them_together(client, editor, agencies):
    one = sent("lpd", "urn:1", STORY)
    sent("epa", "urn:2", STORY)
    sent("epa", "urn:2", STORY.replace("Abend", "Mittag"), version=2)
    sent("epa", "urn:3", OTHER)
    client.force_login(editor)
    page = client.get(f"/admin/articles/dispatch/{one.pk}/change/").content.decode()
    said = page.split('id="kin"')[1].split("</ul>")[0]
    assert (said.count("epa urn:2"), said.count("urn:3")) == (1, 0)
    listed = client.get("/admin/articles/dispatch/").content.decode()
    assert f'<a href="/admin/articles/dispatch/?kin={one.kin}">1</a>' in listed
    group = client.get(f"/admin/articles/dispatch/?kin={one.kin}").content.decode()
    assert "urn:1" in group
    assert "urn:3" not in group
    assert client.get("/admin/articles/dispatch/?kin=x").status_code == 302
    assert client.get("/admin/articles/dispatch/?asks=yes").status_code == 200
