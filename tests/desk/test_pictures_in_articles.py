"""Pictures in the article's form: saved, kept, merged, compared and restored like its words."""

import json

import pytest
from django.urls import reverse
from django.utils.translation import override

from articles.catalog.models import Person, Picture
from articles.drafts import saving
from articles.drafts.models import Autosave, Version
from articles.drafts.restoring import restore_version
from articles.press.publish import publish
from tests.cast import BODY, approved, draft, revise

from .test_saving import filled, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with override("en"):
        yield


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


def picture(**fields):
    given = {"alt": "Eine Fähre", "credit": "Foto: Ana Weidlich", "width": 30, "height": 20}
    return Picture.objects.create(**given | fields)


def test_a_lead_picture_is_saved_with_a_caption_of_its_own(desk, reporter):
    article, lead = draft(reporter), picture()
    save(desk, article, lead=lead.pk, lead_caption="Am Morgen")
    article.refresh_from_db()
    assert (article.lead, article.lead_caption, article.version) == (lead, "Am Morgen", 2)
    assert Version.objects.get(number=2).content["lead_id"] == lead.pk


def test_its_key_or_the_address_of_its_record_do_as_well(desk, reporter):
    article, lead = draft(reporter), picture()
    for typed in (lead.key, f"https://x.example/admin/articles/picture/{lead.pk}/change/"):
        save(desk, article, lead=typed)
        article.refresh_from_db()
        assert article.lead == lead
        save(desk, article, lead="")
        article.refresh_from_db()
        assert article.lead is None


@pytest.mark.parametrize("typed", ["999999", "nosuch", "0000000z", "9" * 40, "/picture/77/change/"])
def test_a_picture_that_is_not_there_is_refused_in_words(desk, reporter, typed):
    article = draft(reporter)
    page = save(desk, article, lead=typed)
    assert "lead" in page.context["adminform"].form.errors
    assert typed in page.content.decode()


def test_a_figure_in_the_text_stays_where_it_stands(desk, reporter):
    article, one = draft(reporter), picture()
    figure = f'<figure data-picture="{one.key}"><figcaption>Am Anleger</figcaption></figure>'
    save(desk, article, body=BODY + figure)
    article.refresh_from_db()
    assert f'data-picture="{one.key}"' in article.body
    assert "<figcaption>Am Anleger</figcaption>" in article.body


def test_two_people_who_choose_different_pictures_are_asked(desk, reporter, editor):
    article, mine, theirs = draft(reporter), picture(alt="Meins"), picture(alt="Ihres")
    seen = article.version
    article.lead = theirs
    saving.save(article, by=editor)
    page = save(desk, article, seen=seen, lead=mine.pk)
    asked = page.context["conflict"]
    assert [one.label for one in asked] == ["lead picture"]
    words = page.content.decode()
    assert "Meins" in words
    assert "Ihres" in words


def test_another_persons_picture_merges_with_my_words(desk, reporter, editor):
    article, theirs = draft(reporter), picture()
    seen = article.version
    article.lead = theirs
    saving.save(article, by=editor)
    save(desk, article, seen=seen, lead="", headline="Eine andere Zeile")
    article.refresh_from_db()
    assert (article.lead, article.headline) == (theirs, "Eine andere Zeile")


def test_what_was_chosen_and_not_saved_is_kept(desk, reporter):
    article, lead = draft(reporter), picture()
    where = reverse("admin:articles_article_autosave") + f"?article={article.pk}"
    words = {"lead": str(lead.pk), "lead_caption": "Am Morgen"}
    said = {"tab": "0" * 32, "seen": 1, "words": words}
    desk.post(where, json.dumps(said), content_type="application/json")
    assert Autosave.objects.get().words == words
    assert desk.get(where).json()["unsaved"][0]["words"] == words


def test_an_old_version_brings_its_picture_back(desk, reporter):
    lead = picture()
    article = draft(reporter, lead=lead, lead_caption="Am Morgen")
    article.lead, article.lead_caption = None, ""
    saving.save(article, by=reporter)
    restore_version(article, 1, by=reporter)
    article.refresh_from_db()
    assert (article.lead, article.lead_caption) == (lead, "Am Morgen")


def test_the_comparison_says_which_picture_readers_have(desk, reporter, chief):
    old, new = picture(alt="Die alte Fähre"), picture(alt="Die neue Fähre")
    article = approved(reporter, chief, lead=old, lead_caption="Gestern")
    publish(article, by=chief)
    revise(article, reporter, chief, lead=new, lead_caption="")
    where = reverse("admin:articles_article_compare", args=[article.pk, "live", "now"])
    labels = {one.label: one.pieces for one in desk.get(where).context["rows"]}
    assert {"lead picture", "caption of the lead picture"} == set(labels)
    said = "".join(piece.text for piece in labels["lead picture"])
    assert "alte" in said
    assert "neue" in said


def test_a_new_article_may_have_a_picture_from_the_start(desk):
    lead = picture()
    desk.post(reverse("admin:articles_article_add"), filled(lead=lead.pk))
    assert Version.objects.get().content["lead_id"] == lead.pk


def test_a_person_gets_a_portrait(client, editor):
    client.force_login(editor)
    one, portrait = Person.objects.create(name="Ada Lovis", slug="ada"), picture()
    where = reverse("admin:articles_person_change", args=[one.pk])
    assert "data-chooser" in client.get(where).content.decode()
    client.post(where, {"name": "Ada Lovis", "slug": "ada", "portrait": portrait.pk})
    one.refresh_from_db()
    assert one.portrait == portrait
