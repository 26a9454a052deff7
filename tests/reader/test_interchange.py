"""A story in the trade's formats: every word in its place, and a notice when it is void."""

import json

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import Source, Tag
from articles.drafts.models import Article, Credit
from articles.press.add_entry import add_entry
from articles.press.correct import correct
from articles.press.correct_entry import correct_entry
from articles.press.move import move
from articles.press.publish import publish
from articles.press.recall_entry import recall_entry
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.wire.plain import read
from tests.cast import approved, revise, section
from tests.reader.schemas import faults_of_newsml, faults_of_ninjs

pytestmark = pytest.mark.django_db

G2 = "{http://iptc.org/std/nar/2006-10-01/}"
SUFFIXES = (".txt", ".newsml.xml", ".ninjs.json")


@pytest.fixture
def get(client, as_reader):
    def ask(path, **headers):
        with as_reader():
            return client.get(path, headers=headers)

    return ask


@pytest.fixture
def article(reporter, chief):
    return approved(
        reporter,
        chief,
        short_headline="Fähre bleibt",
        kicker="Hafen",
        place="Erlenhafen",
        section=section("hafen", section("stadt")),
        tags=[
            Tag.objects.create(name="Hafenplan"),
            Tag.objects.create(name="Gesa Lühr", kind="person"),
            Tag.objects.create(name="Krummort", kind="place"),
        ],
        people=["Ada Lovis"],
        body='<p>Eins<br>zwei <a href="/stadt/">hier</a> &amp; 3&nbsp;km &lt;x&gt;.</p>',
    )


def told(get, path, suffix):
    return get(f"{path.removesuffix('/')}{suffix}")


def test_ninjs_names_everything_by_its_kind(get, article, chief):
    path = publish(article, by=chief).story.path
    answer = told(get, path, ".ninjs.json")
    found = json.loads(answer.content)
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert found["uri"] == f"urn:uuid:{article.uid}"
    assert [found["version"], found["pubStatus"], found["language"]] == ["1", "usable", "de"]
    assert [one["value"] for one in found["headlines"]] == [
        *(article.headline, "Fähre bleibt", "Hafen")
    ]
    assert found["by"] == "Ada Lovis"
    assert [one["name"] for one in found["people"]] == ["Ada Lovis", "Gesa Lühr"]
    assert [one["name"] for one in found["places"]] == ["Krummort"]
    assert [one["name"] for one in found["subjects"]] == ["Hafen", "Hafenplan"]
    assert f'href="{settings.SITE_URL}/stadt/"' in found["bodies"][0]["value"]
    assert found["altIds"] == [{"role": "web", "value": f"{settings.SITE_URL}{path}"}]


def test_newsml_carries_the_text_as_xhtml(get, article, chief):
    path = publish(article, by=chief).story.path
    item = ElementTree.fromstring(told(get, path, ".newsml.xml").content)
    assert item.get("guid") == f"urn:uuid:{article.uid}"
    assert item.get("version") == "1"
    assert item.find(f"{G2}itemMeta/{G2}pubStatus").get("qcode") == "stat:usable"
    body = item.find(".//{http://www.w3.org/1999/xhtml}body")
    assert "".join(body.itertext()) == "Einszwei hier & 3\u00a0km <x>."
    names = [one.find(f"{G2}name").text for one in item.iter(f"{G2}subject")]
    assert names == ["Hafen", "Gesa Lühr", "Hafenplan", "Krummort"]


def test_plain_text_reads_back_as_the_same_article(get, article, chief):
    path = publish(article, by=chief).story.path
    text = told(get, path, ".txt").content.decode()
    copy = read(text.split("\n-- \n")[0], "de")
    assert copy.headline == article.headline
    assert copy.short_headline == "Fähre bleibt"
    assert copy.standfirst == article.standfirst
    assert "zwei hier &amp; 3&nbsp;km &lt;x&gt;." in copy.body
    assert "Ada Lovis" in text.split("\n-- \n")[1]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_correction_is_told(get, article, reporter, chief, suffix):
    path = publish(article, by=chief).story.path
    revise(article, reporter, chief, standfirst="Richtig.")
    correct(article, by=chief, note="Es war anders.")
    assert "Es war anders." in told(get, path, suffix).content.decode()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_withdrawn_story_is_killed_in_the_same_format(get, article, chief, suffix):
    path = publish(article, by=chief).story.path
    withdraw(article, by=chief, reason="Die Auskunft war falsch.", kind="retracted")
    answer = told(get, path, suffix)
    text = answer.content.decode()
    assert answer.status_code == 410
    assert "Die Auskunft war falsch." in text
    assert f"urn:uuid:{article.uid}" in text
    assert not {"Fähre", "Ada Lovis", "Hafenplan"} & set(text.split())
    assert "canceled" in text or suffix == ".txt"


def test_versions_only_grow(get, article, reporter, chief):
    path, seen = publish(article, by=chief).story.path, []

    def look():
        found = json.loads(told(get, path, ".ninjs.json").content)
        item = ElementTree.fromstring(told(get, path, ".newsml.xml").content)
        assert item.get("version") == found["version"]
        seen.append(int(found["version"]))

    look()
    for number in range(2):
        withdraw(article, by=chief, reason="Falsch.")
        look()
        restore(Article.objects.get(pk=article.pk), by=chief)
        look()
        revise(article, reporter, chief, standfirst=f"Stand {number}.")
        publish(article, by=chief)
        look()
    assert seen == sorted(set(seen)), seen


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_former_address_leads_on(get, article, chief, suffix):
    old = publish(article, by=chief).story.path
    new = move(article, by=chief, slug="neu").path
    answer = told(get, old, suffix)
    assert answer.status_code == 301
    assert answer["Location"] == f"{new.removesuffix('/')}{suffix}"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_absent_and_embargoed_are_the_same_and_unchanged_is_one_query(get, article, chief, suffix):
    absent = get("/nichts/").content
    assert told(get, "/stadt/2026/11/nichts/", suffix).content == absent
    path = publish(article, by=chief).story.path
    etag = told(get, path, suffix)["ETag"]
    with CaptureQueriesContext(connection) as seen:
        again = get(f"{path.removesuffix('/')}{suffix}", if_none_match=etag)
    assert again.status_code == 304
    assert len([one for one in seen if "SET ROLE" not in one["sql"]]) == 1


@pytest.fixture
def written(get, article, reporter, chief):
    """Both formats of a story with all that one can have, and of the notice after it."""
    home = Source.objects.create(name="Depesche & Co", slug="depesche", url="https://ä.example/ü")
    Credit.objects.create(article=article, source=home, relation="quoted")
    revise(article, reporter, chief, standfirst="Mit Quelle.")
    path = publish(article, by=chief).story.path
    found = [told(get, path, suffix).content for suffix in (".newsml.xml", ".ninjs.json")]
    withdraw(article, by=chief, reason="Falsch.")
    return found + [told(get, path, suffix).content for suffix in (".newsml.xml", ".ninjs.json")]


def test_newsml_holds_to_its_schema(written, tmp_path):
    files = [tmp_path / "news.xml", tmp_path / "kill.xml"]
    for file, content in zip(files, written[::2], strict=True):
        file.write_bytes(content)
    assert faults_of_newsml(files) == []
    files[0].write_bytes(written[0].replace(b"itemClass", b"itemKind"))
    assert faults_of_newsml(files) != []


def test_ninjs_holds_to_its_schema(written):
    news, kill = (json.loads(one) for one in written[1::2])
    assert faults_of_ninjs([news, kill]) == []
    assert faults_of_ninjs([news | {"uri": 3}]) != []


@pytest.fixture
def ticker(reporter, chief):
    article = approved(reporter, chief, kind="ticker", headline="Das Hochwasser im Ticker")
    publish(article, by=chief)
    first = add_entry(article, by=chief, headline="Pegel <5>", text="Er steigt & steigt.")
    add_entry(article, by=chief, text="Die Fähre liegt fest.")
    correct_entry(article, by=chief, key=first.key, text="Er fällt.", note="Er stieg nicht.")
    slip = add_entry(article, by=chief, text="Ein Versehen.")
    recall_entry(article, by=chief, key=slip.key)
    return first.story


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_ticker_carries_its_entries_the_newest_first_and_says_what_was_wrong(get, ticker, suffix):
    text = told(get, ticker.path, suffix).content.decode()
    assert text.index("Die Fähre liegt fest.") < text.index("Er fällt.")
    assert text.index("Er fällt.") < text.index("Er stieg nicht.")
    assert "Er steigt" not in text
    assert "Versehen" not in text


def test_a_ticker_holds_to_both_schemas(get, ticker, tmp_path):
    file = tmp_path / "ticker.xml"
    file.write_bytes(told(get, ticker.path, ".newsml.xml").content)
    assert faults_of_newsml([file]) == []
    news = json.loads(told(get, ticker.path, ".ninjs.json").content)
    assert faults_of_ninjs([news]) == []
    assert [one["role"] for one in news["bodies"]] == ["main", "entries"]


def test_whatever_an_entry_changes_is_a_new_version_and_so_is_the_notice(get, reporter, chief):
    article = approved(reporter, chief, kind="ticker")
    path, seen = publish(article, by=chief).story.path, []

    def look():
        seen.append(int(json.loads(told(get, path, ".ninjs.json").content)["version"]))

    look()
    entry = add_entry(article, by=chief, text="Der Pegel steigt.")
    look()
    correct_entry(article, by=chief, key=entry.key, text="Er fällt.", note="Falsch.")
    look()
    recall_entry(article, by=chief, key=entry.key)
    look()
    withdraw(article, by=chief, reason="Falsch.")
    look()
    restore(Article.objects.get(pk=article.pk), by=chief)
    look()
    assert seen == sorted(set(seen)), seen
