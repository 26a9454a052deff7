"""The ticker's page at the desk: written in seconds, nothing typed is lost, rights are held."""

import json

import pytest
from django.urls import reverse

from articles.drafts import jotting
from articles.drafts.models import Article, Unsent
from articles.press.add_entry import add_entry
from articles.press.publish import publish
from articles.reader.models import Entry, Story
from articles.text.ids import block_id
from tests.cast import approved, draft, person_of_the_desk
from tests.desk.test_saving import save

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticker(reporter, chief):
    article = approved(reporter, chief, kind="ticker", headline="Das Hochwasser im Ticker")
    publish(article, by=chief)
    return article


def where(article: Article, name: str = "ticker", *more: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk, *more])


def written(**fields: object) -> dict[str, object]:
    return {"headline": "", "text": "Der Pegel steigt.", "key": block_id()} | fields


def test_an_entry_is_one_post_and_the_page_comes_back_empty(client, ticker, chief):
    client.force_login(chief)
    answer = client.post(where(ticker), written(headline="Pegel", key_point="on"), follow=True)
    entry = Entry.objects.get()
    assert (entry.line, entry.key_point) == ("Pegel", True)
    page = answer.content.decode()
    assert "Der Pegel steigt." in page
    assert answer.context["form"]["text"].value() is None


def test_what_is_refused_stays_in_the_fields(client, ticker, chief):
    client.force_login(chief)
    key = block_id()
    client.post(where(ticker), written(key=key))
    answer = client.post(where(ticker), written(key=key, text="Etwas anderes."))
    form = answer.context["form"]
    assert form["text"].value() == "Etwas anderes."
    assert form["key"].value() != key
    client.post(where(ticker), written(key=form["key"].value(), text="Etwas anderes."))
    assert Entry.objects.count() == 2
    answer = client.post(where(ticker), written(headline="x" * 201))
    assert answer.context["form"]["text"].value() == "Der Pegel steigt."


def test_who_may_not_write_here_can_only_read(client, ticker, reporter, stranger):
    client.force_login(reporter)
    assert 'id="jot"' not in client.get(where(ticker)).content.decode()
    assert client.post(where(ticker), written()).status_code == 403
    assert client.post(where(ticker, "ticker_keep"), "{}", "application/json").status_code == 403
    client.force_login(stranger)
    assert client.get(where(ticker)).status_code == 403
    assert not Entry.objects.exists()


def test_a_writer_of_tickers_alone_reaches_the_page(client, ticker):
    client.force_login(person_of_the_desk("am-deich", "ticker"))
    client.post(where(ticker), written())
    assert Entry.objects.get().line == "Der Pegel steigt."


@pytest.mark.parametrize(
    ("do", "field", "value"), [("recall", "recalled", True), ("point", "key_point", True)]
)
def test_a_button_beside_an_entry_does_what_it_says(client, ticker, chief, do, field, value):
    entry = add_entry(ticker, by=chief, text="Er steigt.")
    client.force_login(chief)
    answer = client.post(where(ticker), {"do": do, "key": entry.key}, follow=True)
    entry.refresh_from_db()
    assert getattr(entry, field) is value
    assert "Er steigt." in answer.content.decode()


def test_a_ticker_is_closed_and_reopened_by_one_button(client, ticker, chief):
    client.force_login(chief)
    client.post(where(ticker), {"do": "close"})
    assert Story.objects.get().closed_at
    assert 'id="jot"' not in client.get(where(ticker)).content.decode()
    client.post(where(ticker), {"do": "reopen"})
    assert Story.objects.get().closed_at is None
    assert client.post(where(ticker), {"do": "burn"}).status_code == 404


def test_a_correction_begins_with_the_words_as_they_stand(client, ticker, chief, editor):
    entry = add_entry(ticker, by=chief, headline="Pegel", text="Eins.\nZwei.")
    client.force_login(chief)
    there = where(ticker, "ticker_entry", entry.key)
    form = client.get(there).context["form"]
    assert form["text"].value() == "Eins.\n\nZwei."
    given = {"headline": "Pegel", "text": "Eins.\nDrei.", "note": "Drei, nicht zwei.", "seen": 1}
    answer = client.post(there, given | {"note": ""})
    assert answer.context["form"]["text"].value() == "Eins.\nDrei."
    client.post(there, given)
    client.force_login(editor)
    answer = client.post(there, given | {"text": "Vier.", "note": "Vier."})
    assert answer.context["form"]["text"].value() == "Vier."
    assert entry.editions.count() == 2


def test_what_is_typed_is_kept_for_its_writer_on_any_device(client, ticker, chief, editor):
    client.force_login(chief)
    key = block_id()
    said = {"key": key, "words": {"text": "Halb fer", "headline": "", "key_point": True}}
    answer = client.post(where(ticker, "ticker_keep"), json.dumps(said), "application/json")
    assert answer.json()["at"]
    form = client.get(where(ticker)).context["form"]
    assert (form["text"].value(), form["key"].value()) == ("Halb fer", key)
    client.force_login(editor)
    assert client.get(where(ticker)).context["form"]["text"].value() is None
    client.force_login(chief)
    client.post(where(ticker), written(key=key, text="Halb fertig war es."))
    assert not Unsent.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "[]", "{}", '{"key":"0000000"}', '{"key":"00000000","words":[]}']
)
def test_nonsense_is_not_kept(client, ticker, chief, body):
    client.force_login(chief)
    answer = client.post(where(ticker, "ticker_keep"), body, "application/json")
    assert answer.status_code == 400
    assert not Unsent.objects.exists()


def test_nobody_keeps_more_than_a_handful(ticker, chief):
    for _number in range(jotting.MOST + 3):
        jotting.keep(ticker, by=chief, key=block_id(), words={"text": "x"})
    assert Unsent.objects.count() == jotting.MOST


def test_a_story_has_no_ticker_page(client, reporter, chief):
    article = draft(reporter)
    client.force_login(chief)
    assert client.get(where(article)).status_code == 404


def test_the_kind_is_chosen_on_the_form_and_kept_where_it_is_left_out(client, reporter, chief):
    article = draft(reporter)
    client.force_login(chief)
    save(client, article, kind="ticker")
    article.refresh_from_db()
    assert article.kind == "ticker"
    save(client, article, kind="", headline="Noch eine Zeile")
    article.refresh_from_db()
    assert (article.kind, article.headline) == ("ticker", "Noch eine Zeile")


def test_a_ticker_with_entries_stays_one(client, ticker, chief):
    add_entry(ticker, by=chief, text="Er steigt.")
    client.force_login(chief)
    ticker.refresh_from_db()
    answer = save(client, ticker, kind="story")
    assert answer.context["errors"]
    ticker.refresh_from_db()
    assert ticker.kind == "ticker"


def test_the_list_shows_who_wrote_and_what_was_recalled(client, ticker, chief, editor):
    add_entry(ticker, by=editor, text="Er steigt.")
    client.force_login(chief)
    page = client.get(where(ticker)).content.decode()
    assert str(editor) in page
    client.post(where(ticker), {"do": "recall", "key": Entry.objects.get().key})
    page = client.get(where(ticker)).content.decode()
    assert 'class="recalled"' in page
    assert "Er steigt." in page
