"""A ticker as readers have it: pages of entries, an address for each, one small question."""

import gzip
import json
import re
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256

import pytest
from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone

from articles.press.add_entry import add_entry
from articles.press.close_ticker import close_ticker
from articles.press.correct_entry import correct_entry
from articles.press.point_out import point_out
from articles.press.publish import publish
from articles.press.recall_entry import recall_entry
from articles.press.withdraw import withdraw
from articles.reader import clock as database_clock
from articles.reader.entries import iso
from articles.reader.models import Entry, Story
from articles.reader.ticker import PAGE
from tests.cast import approved
from tests.reader.test_queries import asked

pytestmark = pytest.mark.django_db

#: Paragraphs of a long story: some 1,500 words.
LONG = 45


@pytest.fixture
def ticker(reporter, chief):
    article = approved(reporter, chief, kind="ticker", headline="Das Hochwasser im Ticker")
    publish(article, by=chief)
    return article


@pytest.fixture
def story(ticker):
    return Story.objects.get(uid=ticker.uid)


@pytest.fixture
def get(client, as_reader):
    def ask(path, **headers):
        with as_reader():
            return client.get(path, headers=headers)

    return ask


def text(answer) -> str:
    return answer.content.decode()


def copies(entry: Entry, count: int) -> None:
    """So many entries more, each a minute older; their words are all the same."""
    fields = {f.attname: getattr(entry, f.attname) for f in Entry._meta.concrete_fields}
    del fields["id"], fields["key"], fields["live_from"], fields["html"]
    Entry.objects.bulk_create(
        Entry(
            key=f"{number:08d}",
            live_from=entry.live_from - timedelta(minutes=number),
            html=entry.html.replace(entry.key, f"{number:08d}"),
            **fields,
        )
        for number in range(Entry.objects.count(), count + 1)
    )


def linked(answer) -> dict:
    blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text(answer))
    return json.loads(blocks[0])


def test_the_page_has_the_newest_entry_first_and_the_key_points_on_top(get, ticker, story, chief):
    add_entry(ticker, by=chief, headline="Erster", text="Der Pegel steigt.", key_point=True)
    add_entry(ticker, by=chief, headline="Zweiter", text="Die Fähre liegt fest.")
    page = text(get(story.path))
    box, _mark, rest = page.partition('<ol class="ticker"')
    assert "Erster" in box[box.index('class="box key"') :]
    assert rest.index("Zweiter") < rest.index("Erster")
    assert "reader/ticker" in page


def test_browsers_compare_its_script_with_the_file(get, ticker, story):
    file = (settings.BASE_DIR / "static/reader/ticker.js").read_bytes()
    own = b64encode(sha256(file).digest()).decode()
    assert f'src="{static("reader/ticker.js")}" integrity="sha256-{own}"' in text(get(story.path))


def test_an_older_page_begins_where_the_one_before_ends(get, ticker, story, chief):
    copies(add_entry(ticker, by=chief, text="Der Pegel steigt."), 2 * PAGE)
    seen, path = [], story.path
    while path:
        page = text(get(path))
        seen += re.findall(r'<li id="e-(\w{8})"', page)
        older = re.search(r'href="(\?before=[^"]+|[^"]+\?before=[^"]+)" rel="next"', page)
        path = older[1] if older else ""
    assert len(seen) == len(set(seen)) == 2 * PAGE + 1
    assert 'content="noindex, follow"' in page


def prose() -> list[str]:
    """Paragraphs of some 250 characters, no two alike: what repeats weighs nothing compressed."""
    lines = (settings.BASE_DIR / "bench/running_de.txt").read_text().splitlines()
    return [line.partition(" | ")[2] for line in lines if " | " in line]


def test_a_page_of_five_hundred_entries_is_no_heavier_than_a_long_story(
    get, ticker, story, reporter, chief
):
    words = prose()
    for text in words[: PAGE + 1]:
        add_entry(ticker, by=chief, text=text)
    copies(Entry.objects.first(), 500)
    body = "".join(f"<p>{text}</p>" for text in words[:LONG])
    told = publish(approved(reporter, chief, body=body), by=chief).story
    pages = [get(one.path).content for one in (story, told)]
    assert pages[0].count(b'<li id="e-') == PAGE
    mine, long = (len(gzip.compress(page)) for page in pages)
    assert mine <= long, (mine, long)


def test_five_hundred_entries_cost_no_more_queries_and_bytes_than_a_page_of_them(
    client, as_reader, ticker, story, chief
):
    entry = add_entry(ticker, by=chief, text="Der Pegel steigt.")
    addresses = {
        "": 1,
        f"?before={2**52}.1": 1,
        "entries/": 2,
        f"entries/{entry.key}/": 2,
        **dict.fromkeys(("rss.xml", "atom.xml", "feed.json"), 2),
    }
    sizes = {}
    for count in (PAGE, 500):
        copies(entry, count)
        for name, budget in addresses.items():
            answer, queries = asked(client, as_reader, f"{story.path}{name}")
            assert len(queries) == budget, (name, queries)
            sizes.setdefault(name, []).append(len(answer.content))
    few, many = sizes[""]
    assert many < few + 200


def test_an_entry_has_an_address_of_its_own_and_says_what_is_newer(get, ticker, story, chief):
    entry = add_entry(ticker, by=chief, headline="Pegel bei 5,57", text="Er steigt.")
    add_entry(ticker, by=chief, text="Danach.")
    path = f"{story.path}entries/{entry.key}/"
    page = text(get(path))
    assert f'<link rel="canonical" href="{settings.SITE_URL}{path}">' in page
    assert "Pegel bei 5,57" in page
    assert "Danach." not in page
    said = linked(get(path))
    assert said["@type"] == "BlogPosting"
    assert [said["author"][0]["name"], said["inLanguage"]] == [settings.SITE_NAME, "de"]
    assert said["dateModified"] == said["datePublished"]


def test_its_page_shows_what_a_correction_changed(get, ticker, story, chief):
    entry = add_entry(ticker, by=chief, text="Der Pegel liegt bei 5,57 Metern.")
    note = "Er lag bei 5,75 Metern."
    words = "Der Pegel liegt bei 5,75 Metern."
    correct_entry(ticker, by=chief, key=entry.key, note=note, text=words)
    page = text(get(f"{story.path}entries/{entry.key}/"))
    assert note in page
    assert "<del>" in page
    assert "<ins>" in page
    assert note in text(get(story.path))


def test_a_recalled_entry_is_as_if_it_had_never_been(get, ticker, story, chief):
    entry = add_entry(ticker, by=chief, text="Das Nebelhorn schweigt.", key_point=True)
    recall_entry(ticker, by=chief, key=entry.key)
    absent = get(f"{story.path}entries/zzzzzzzz/")
    gone = get(f"{story.path}entries/{entry.key}/")
    assert (gone.status_code, gone.content) == (absent.status_code, absent.content)
    assert gone.status_code == 404
    for name in ("", "entries/", "rss.xml", "atom.xml", "feed.json"):
        answer = get(f"{story.path}{name}")
        assert answer.status_code == 200
        assert "Nebelhorn" not in text(answer)


def test_what_the_script_asks_for_is_answered_304_until_something_is_entered(
    get, ticker, story, chief, reporter
):
    add_entry(ticker, by=chief, text="Er steigt.")
    path = f"{story.path}entries/"
    first = get(path)
    assert first["X-Robots-Tag"] == "noindex"
    assert "<html" not in text(first)
    publish(approved(reporter, chief, headline="Eine andere Geschichte"), by=chief)
    assert get(path, if_none_match=first["ETag"]).status_code == 304
    add_entry(ticker, by=chief, text="Er fällt.")
    again = get(path, if_none_match=first["ETag"])
    assert again.status_code == 200
    assert "Er fällt." in text(again)


@pytest.mark.parametrize("page", ["", "entries/", "rss.xml", "atom.xml", "feed.json", "versions/"])
def test_every_page_of_a_ticker_has_a_new_tag_after_an_entry(get, ticker, story, chief, page):
    before = get(f"{story.path}{page}")
    add_entry(ticker, by=chief, text="Er steigt.")
    assert get(f"{story.path}{page}", if_none_match=before["ETag"]).status_code == 200


def test_the_linked_data_name_the_entries_of_the_page(get, ticker, story, chief):
    entry = add_entry(ticker, by=chief, headline="Pegel", text="Er steigt </script>.")
    said = linked(get(story.path))
    assert said["@type"] == "LiveBlogPosting"
    assert said["coverageStartTime"] == said["datePublished"]
    (update,) = said["liveBlogUpdate"]
    assert update["headline"] == "Pegel"
    assert update["articleBody"] == "Er steigt </script>."
    assert update["url"].endswith(f"/entries/{entry.key}/")
    assert said["dateModified"] == update["datePublished"]


def test_the_map_of_the_month_says_when_an_entry_last_told_something(
    get, ticker, story, chief, clock
):
    path = f"/sitemap-{timezone.localtime(story.live_from):%Y-%m}.xml"
    line = f"<loc>{settings.SITE_URL}{story.path}</loc><lastmod>%s</lastmod>"
    assert line % iso(story.live_from) in text(get(path))
    clock(story.live_from + timedelta(hours=2))
    entry = add_entry(ticker, by=chief, text="Er steigt.")
    assert line % iso(entry.live_from) in text(get(path))
    clock(story.live_from + timedelta(hours=3))
    fixed = correct_entry(ticker, by=chief, key=entry.key, note="Falsch.", text="Er fällt.")
    assert line % iso(fixed.editions.latest("number").live_from) in text(get(path))


def test_a_closed_ticker_says_when_it_ended_and_asks_no_more(get, ticker, story, chief):
    add_entry(ticker, by=chief, text="Er steigt.")
    close_ticker(ticker, by=chief)
    answer = get(story.path)
    assert "reader/ticker" not in text(answer)
    assert "data-closed" in text(answer)
    assert "coverageEndTime" in linked(answer)
    assert "Er steigt." in text(answer)


def test_lists_say_that_it_is_live_and_when_it_last_told_something(get, ticker, story, chief):
    entry = add_entry(ticker, by=chief, text="Er steigt.")
    front = text(get("/"))
    assert 'class="now"' in front
    assert entry.linked["datePublished"] in front
    close_ticker(ticker, by=chief)
    assert 'class="now"' not in text(get("/"))


def test_each_entry_is_an_item_of_the_tickers_feeds(get, ticker, story, chief):
    entry = add_entry(ticker, by=chief, headline="Pegel & Deich", text="Er steigt.")
    add_entry(ticker, by=chief, text="Danach.")
    said = json.loads(text(get(f"{story.path}feed.json")))
    assert [one["title"] for one in said["items"]] == ["Danach.", "Pegel & Deich"]
    assert said["title"].startswith("Das Hochwasser im Ticker")
    assert said["items"][1]["url"].endswith(f"/entries/{entry.key}/")
    assert "Er steigt." in said["items"][1]["content_html"]
    first = said["items"][1]["id"]
    correct_entry(ticker, by=chief, key=entry.key, note="Falsch.", text="Er fällt.")
    again = json.loads(text(get(f"{story.path}feed.json")))
    assert again["items"][1]["id"] == first
    assert again["items"][1]["date_modified"] >= again["items"][1]["date_published"]
    for name in ("rss.xml", "atom.xml"):
        assert text(get(f"{story.path}{name}")).count("urn:uuid:") >= 2


def test_a_story_has_no_entries_and_no_feed_of_its_own(get, reporter, chief):
    story = publish(approved(reporter, chief), by=chief).story
    for name in ("entries/", "entries/00000000/", "rss.xml"):
        assert get(f"{story.path}{name}").status_code == 404
    assert 'class="ticker"' not in text(get(story.path))


def test_nothing_of_a_withdrawn_ticker_is_left(get, ticker, story, chief):
    entry = add_entry(ticker, by=chief, text="Das Nebelhorn schweigt.")
    withdraw(ticker, by=chief, reason="Falsch.")
    assert get(story.path).status_code == 410
    for name in ("entries/", f"entries/{entry.key}/", "rss.xml", "feed.json"):
        answer = get(f"{story.path}{name}")
        assert answer.status_code == 404
        assert "Nebelhorn" not in text(answer)


def test_an_unpublished_ticker_answers_nothing_at_its_future_address(get, reporter, chief):
    article = approved(reporter, chief, kind="ticker", headline="Bald im Ticker")
    moment = database_clock.now() + timedelta(hours=1)
    story = publish(article, by=chief, live_from=moment).story
    absent = get("/stadt/2026/11/nie/entries/")
    for name in ("entries/", "rss.xml"):
        answer = get(f"{story.path}{name}")
        assert (answer.status_code, answer.content) == (404, absent.content)


def test_pointing_out_changes_the_head_of_the_ticker_only(get, ticker, story, chief):
    entry = add_entry(ticker, by=chief, headline="Pegel", text="Er steigt.")
    assert "box key" not in text(get(story.path))
    point_out(ticker, by=chief, key=entry.key, key_point=True)
    assert "box key" in text(get(story.path))
    point_out(ticker, by=chief, key=entry.key, key_point=False)
    assert "box key" not in text(get(story.path))


def test_the_list_of_corrections_names_those_of_entries_and_pages_through_all(
    get, ticker, story, chief
):
    keys = []
    for number in range(23):
        entry = add_entry(ticker, by=chief, headline=f"Eintrag {number}")
        note = f"Anmerkung {number}."
        correct_entry(ticker, by=chief, key=entry.key, note=note, headline=f"Nun {number}")
        keys.append(entry.key)
    seen, path = [], "/corrections/"
    while path:
        page = text(get(path))
        seen += re.findall(r'href="[^"]*/entries/(\w{8})/"', page)
        older = re.search(r'href="([?]before=[^"]+)" rel="next"', page)
        path = f"/corrections/{older[1].replace('&amp;', '&')}" if older else ""
    assert seen == keys[::-1]
    feed = json.loads(text(get("/corrections/feed.json")))
    assert feed["items"][0]["url"].endswith(f"/entries/{keys[-1]}/")
    assert len({one["id"] for one in feed["items"]}) == 20


def test_a_recalled_correction_is_in_no_list(get, ticker, story, chief):
    entry = add_entry(ticker, by=chief, text="Das Nebelhorn schweigt.")
    correct_entry(ticker, by=chief, key=entry.key, note="Das Nebelhorn tönt.", text="Es tönt.")
    recall_entry(ticker, by=chief, key=entry.key)
    for path in ("/corrections/", "/corrections/rss.xml"):
        assert "Nebelhorn" not in text(get(path))


def test_feeds_take_back_a_recalled_entry_and_tell_nothing_of_its_words(get, ticker, story, chief):
    entry = add_entry(ticker, by=chief, text="Ein Versehen.")
    name = json.loads(text(get(f"{story.path}feed.json")))["items"][0]["id"]
    recall_entry(ticker, by=chief, key=entry.key)
    feed = json.loads(text(get(f"{story.path}feed.json")))
    assert [one["id"] for one in feed["_newsroom"]["deleted"]] == [name]
    assert f'<at:deleted-entry ref="{name}"' in text(get(f"{story.path}atom.xml"))
    for file in ("rss.xml", "atom.xml", "feed.json"):
        answer = text(get(f"{story.path}{file}"))
        assert "Versehen" not in answer
        assert entry.key not in answer
