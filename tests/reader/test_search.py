"""Search: what readers find, in two languages, in whatever form they type it."""

import json
import re
from datetime import timedelta

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone, translation
from psycopg.errors import QueryCanceled

from articles.catalog.models import Tag
from articles.press.publish import publish
from articles.press.recall import recall
from articles.reader import clock as moments
from articles.reader.finding import Wish, find
from articles.reader.search import corrected
from articles.reader.tags import grouped
from articles.text.asking import understand
from articles.text.folding import fold
from tests.cast import approved, revise, section
from tests.reader.reading import flat, main_of, parse
from tests.reader.searches import QUERIES, STORIES

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(reporter, chief):
    """The stories by their names; the first is the newest."""
    found = {}
    for number, (name, story) in enumerate(STORIES.items()):
        language, headline, standfirst, body, topics = story
        article = approved(
            reporter,
            chief,
            headline=headline,
            standfirst=standfirst,
            body=f"<p>{body}</p>",
            language=language,
            tags=[Tag.objects.get_or_create(name=one)[0] for one in topics],
        )
        at = moments.now() - timedelta(days=number + 1)
        found[name] = publish(article, by=chief, live_from=at).story
    return found


@pytest.fixture
def ask(client, as_reader):
    """The paths that a search leads to, in order."""

    def get(q, **fields):
        with as_reader():
            answer = client.get("/search/", {"q": q, **fields})
        assert answer.status_code == 200
        return hits(answer)

    return get


def hits(answer):
    found = main_of(parse(answer)).findall(".//ol[@class='list hits']/li//h3/a")
    return [one.get("href") for one in found]


def test_two_hundred_questions_find_their_story_among_the_first_five(as_reader, paper):
    assert len(QUERIES) >= 200
    for best in (False, True):
        with as_reader():
            found = {q: find(Wish(understand(q), best=best), 5).hits for q in QUERIES}
        missed = [q for q, n in QUERIES.items() if paper[n].pk not in {h.story for h in found[q]}]
        assert len(missed) <= len(QUERIES) * 0.05, missed


def test_no_story_is_missed_that_has_the_literal_word(as_reader, paper):
    texts = {name: " ".join(story[1:4]) for name, story in STORIES.items()}
    for word in {word for text in texts.values() for word in re.findall(r"\w+", text)}:
        having = {n for n, text in texts.items() if fold(word) in fold(text).split()}
        with as_reader():
            found = find(Wish(understand(f'"{word}"')), 100).hits
        assert {paper[name].pk for name in having} <= {one.story for one in found}, word


def test_each_hit_is_a_card_with_the_words_marked(client, as_reader, paper):
    with as_reader():
        page = parse(client.get("/search/", {"q": "Raketenstarts Seoul"}))
    (article,) = main_of(page).iterfind(".//article")
    assert article.find("h3/a").get("href") == paper["rocket"].path
    assert [flat(one) for one in article.iter("mark")] == ["Raketenstart", "Seoul"]
    assert page.find(".//meta[@name='robots']").get("content") == "noindex"
    assert main_of(page).find(".//input[@name='q']").get("value") == "Raketenstarts Seoul"
    assert not list(main_of(page).iter("script"))


SLIPS = {
    "Fhäre": "Fähre",
    "Raketenstrat": "Raketenstart",
    "Haffenplan": "Hafenplan",
    "Orgell": "Orgel",
    "Pegelstnad": "Pegelstand",
    "Alte Heuser": "Alte Häuser",
    "Ferrysss": "Ferries",
}


def test_a_slip_of_the_keys_is_asked_about(as_reader, paper):
    for typed, meant in SLIPS.items():
        with as_reader():
            assert corrected(Wish(understand(typed)), typed) == meant
    with as_reader():
        assert corrected(Wish(understand("Fähre")), "Fähre") == ""


def test_the_name_of_an_author_is_known_to_those_who_misspell_it(
    client, as_reader, reporter, chief
):
    publish(approved(reporter, chief, people=["Henrike Tamsen"]), by=chief)
    with as_reader():
        answer = client.get("/search/", {"q": "Henrike Tamson"})
    assert answer.context["meant"] == "Henrike Tamsen"


def test_filters_narrow_what_is_found(ask, paper, reporter, chief):
    everything = ask("Erlenhafen")
    harbour = section("hafen", section("stadt"))
    other = approved(
        reporter,
        chief,
        headline="Erlenhafen feiert",
        section=harbour,
        people=["Ida Werft"],
        tags=[Tag.objects.create(name="Fest")],
        language="en",
    )
    path = publish(other, by=chief).story.path
    today = timezone.localdate()
    assert ask("Erlenhafen") == [path, *everything]
    assert ask("Erlenhafen", section="stadt/hafen") == [path]
    assert ask("Erlenhafen", section="stadt") == [path, *everything]
    assert ask("Erlenhafen", topic="fest") == [path]
    assert ask("Erlenhafen", person="ida-werft") == [path]
    assert paper["choir"].path in ask("Erlenhafen", language="en")
    assert paper["ferry"].path not in ask("Erlenhafen", language="en")
    assert ask("Erlenhafen", **{"from": today.isoformat()}) == [path]
    yesterday = (today - timedelta(days=1)).isoformat()
    assert ask("Erlenhafen", to=yesterday) == everything


@pytest.mark.parametrize("order", ["new", "best"])
def test_pages_walk_every_hit_exactly_once(client, as_reader, reporter, chief, order):
    wanted = set()
    now = moments.now()
    for number in range(23):
        article = approved(reporter, chief, headline=f"Fähre Nummer {number}")
        at = now - timedelta(minutes=number // 3)
        wanted.add(publish(article, by=chief, live_from=at).story.path)
    seen, path = [], f"/search/?q=f%C3%A4hre&order={order}"
    while path:
        with as_reader():
            answer = client.get(path)
        seen += hits(answer)
        older = answer.context["older"]
        path = f"/search/?{older}" if older else ""
    assert len(seen) == len(set(seen)) == 23
    assert set(seen) == wanted


def test_relevance_prefers_the_headline_to_the_text(ask, reporter, chief):
    now = moments.now()
    paths = []
    for days, headline, body in ((1, "Anderes", "Die Orgel klingt."), (9, "Die Orgel", "Text.")):
        article = approved(reporter, chief, headline=headline, body=f"<p>{body}</p>")
        at = now - timedelta(days=days)
        paths.append(publish(article, by=chief, live_from=at).story.path)
    assert ask("Orgel") == paths
    assert ask("Orgel", order="best") == paths[::-1]


def test_more_than_a_thousand_are_not_counted_to_the_end(client, as_reader, one, monkeypatch):
    monkeypatch.setattr("articles.reader.search.COUNTED", 0)
    with as_reader():
        answer = client.get("/search/", {"q": "fähre"})
    assert "Mehr als 0 " in flat(main_of(parse(answer)).find(".//h2[@id='hits']"))


HOSTILE = [
    "x" * 1_000_000,
    "a\0b",
    "'" * 5000,
    '"' * 5001,
    "& | ! <-> :* ( ) \\ '' ~s1",
    "a:*b & !c <2> 'd",
    "-- ; DROP TABLE articles_story; --",
    "%_%" * 50,
    "\U0001f600" * 20,
    "(" * 500,
    "-a -b -c",
    "OR OR OR",
    "fähre " * 2000,
    "\u202efähre\u0301\u200b",
    "<script>alert(1)</script>",
]


@pytest.fixture
def one(reporter, chief):
    """A story about the ferry."""
    return publish(approved(reporter, chief), by=chief).story


def test_whatever_is_typed_gets_a_kind_page(client, as_reader, one):
    for q in HOSTILE:
        with as_reader():
            answer = client.get("/search/", {"q": q})
            feed = client.get("/search/rss.xml", {"q": q})
        assert answer.status_code == feed.status_code == 200, q[:40]
        page = main_of(parse(answer))
        assert flat(page.find(".//h2"))
        assert not list(page.iter("script"))
        assert len(answer.content) < 60_000
        ElementTree.fromstring(feed.content)


@pytest.mark.parametrize(
    "fields",
    [
        {"section": "nie"},
        {"topic": "a\0b", "person": "' OR 1=1"},
        {"from": "9999-99-99", "to": "gestern"},
        {"from": "0001-01-01", "to": "9999-12-31"},
        {"before": "1.2.3", "wide": "7"},
        {"before": "99999999999999999.999999999999999999"},
        {"order": "best", "before": "999999999999999.999999999999999999"},
        {"order": "x", "language": "klingon"},
    ],
)
def test_filters_that_make_no_sense_are_passed_over(client, as_reader, one, fields):
    with as_reader():
        assert client.get("/search/", {"q": "fähre", **fields}).status_code == 200


def test_a_due_update_takes_over_on_its_second_and_never_if_recalled(ask, clock, reporter, chief):
    article = approved(reporter, chief, headline="Lotsenboot ankert")
    path = publish(article, by=chief).story.path
    lifts = moments.now() + timedelta(hours=1)
    update = revise(article, reporter, chief, headline="Bugsierer ankert")
    publish(update, by=chief, live_from=lifts)
    assert (ask("Lotsenboot"), ask("Bugsierer")) == ([path], [])
    clock(lifts - timedelta(milliseconds=1))
    assert (ask("Lotsenboot"), ask("Bugsierer")) == ([path], [])
    clock(lifts)
    assert (ask("Lotsenboot"), ask("Bugsierer"), ask("ankert")) == ([], [path], [path])
    clock(lifts - timedelta(minutes=1))
    recall(update, by=chief)
    clock(lifts + timedelta(minutes=1))
    assert (ask("Lotsenboot"), ask("Bugsierer")) == ([path], [])


def test_a_word_is_found_however_long_ago_it_was_last_in_the_paper(ask, reporter, chief):
    """Neither an empty month nor the first of one hides what lies before it."""
    now, paths = moments.now(), []
    for days in (1, 40, 800, 3000):
        article = approved(reporter, chief, headline=f"Treidelpfad {days}")
        at = now - timedelta(days=days)
        paths.append(publish(article, by=chief, live_from=at).story.path)
    assert ask("Treidelpfad") == paths


def test_numbers_are_written_as_the_sites_language_has_them(client, as_reader, one, monkeypatch):
    monkeypatch.setattr("articles.reader.search.COUNTED", 0)
    monkeypatch.setattr("articles.reader.tags.number_format", lambda n, **how: f"{n} {how}")
    with as_reader():
        answer = client.get("/search/", {"q": "fähre"})
    assert "force_grouping" in flat(main_of(parse(answer)).find(".//h2[@id='hits']"))
    monkeypatch.undo()
    with translation.override("de"):
        assert grouped(1000) == "1.000"
    with translation.override("en"):
        assert grouped(1000) == "1,000"


def links_of(name, content):
    """The addresses of a feed's items, and its own, in any format."""
    if name == "json":
        found = json.loads(content)
        return [one["url"] for one in found["items"]], found["feed_url"]
    root = ElementTree.fromstring(content)
    atom = "{http://www.w3.org/2005/Atom}"
    own = root.find(f".//{atom}link[@rel='self']").get("href")
    if name == "rss":
        return [one.findtext("link") for one in root.iter("item")], own
    rows = root.iterfind(f"{atom}entry/{atom}link[@rel='alternate']")
    return [one.get("href") for one in rows], own


def test_a_saved_search_is_a_feed_in_every_format(client, as_reader, paper, settings):
    """Nobody is told of news in it, since no hub can know who asks what."""
    settings.WEBSUB_HUBS = ["https://hub.example/"]
    with as_reader():
        page = parse(client.get("/search/", {"q": "hafenplan", "order": "best"}))
        feeds = {
            one.get("type").removeprefix("application/").split("+")[0]: one.get("href")
            for one in page.iter("link")
            if "/search/" in one.get("href") and one.get("rel") == "alternate"
        }
        answers = {name: client.get(address) for name, address in feeds.items()}
        again = client.get(feeds["rss"], headers={"If-None-Match": answers["rss"]["ETag"]})
    assert set(answers) == {"rss", "atom", "feed"}
    for name, answer in answers.items():
        found, own = links_of("json" if name == "feed" else name, answer.content)
        assert found == [f"{settings.SITE_URL}{paper[key].path}" for key in ("ferry", "quay")]
        assert own == f"{settings.SITE_URL}{feeds[name]}"
        assert f'<{own}>; rel="self"' in answer["Link"]
        assert "hub.example" not in answer["Link"] + answer.content.decode()
    assert again.status_code == 304


def test_browsers_are_told_how_to_search(client, as_reader, one):
    with as_reader():
        link = parse(client.get("/")).find(".//link[@rel='search']").get("href")
        answer = client.get(link)
    described = ElementTree.fromstring(answer.content)
    template = described.find("{http://a9.com/-/spec/opensearch/1.1/}Url").get("template")
    assert template.startswith(settings.SITE_URL)
    with as_reader():
        url = template.removeprefix(settings.SITE_URL).replace("{searchTerms}", "Rat")
        assert one.path in hits(client.get(url))


def test_a_page_that_is_not_there_offers_a_search(client, as_reader, db):
    with as_reader():
        form = main_of(parse(client.get("/nie-gewesen/"))).find(".//form[@role='search']")
    assert form.get("action") == "/search/"


def test_what_takes_too_long_is_stopped_and_told_kindly(client, as_reader, one, monkeypatch):
    asked = []

    def stopped(*args):
        asked.append(args)
        raise OperationalError from QueryCanceled()

    monkeypatch.setattr("articles.reader.finding.find", stopped)
    with as_reader():
        answer = client.get("/search/", {"q": "fähre"})
    assert answer.status_code == 503
    assert len(asked) == 1
    assert answer.context["slow"]
    assert flat(main_of(parse(answer)).find(".//h2"))


def test_what_is_hostile_in_a_story_is_inert_among_the_hits(client, as_reader, reporter, chief):
    hostile = "</title></script><script>alert('1')</script>\u2028\"&<!-- ]]>"
    fields = ("headline", "short_headline", "standfirst", "kicker", "place")
    article = approved(
        reporter,
        chief,
        **{name: f"Fähre {name} {hostile}" for name in fields},
        body="<p>Fähre &lt;script&gt;alert(2)&lt;/script&gt; &amp;lt;b&amp;gt;</p>",
        people=[f"Fähre {hostile}"],
    )
    publish(article, by=chief)
    with as_reader():
        page = parse(client.get("/search/", {"q": f"fähre {hostile}"}))
        alone = parse(client.get("/search/", {"q": "fähre"}))
        feed = client.get("/search/rss.xml", {"q": f"fähre {hostile}"})
    for one in (page, alone):
        assert not list(one.iter("script"))
        assert {child.tag for child in one.find("head")} <= {"meta", "title", "link"}
    (card,) = main_of(alone).iterfind(".//article")
    assert "</script><script>alert('1')" in flat(card.find("h3"))
    assert {child.tag for child in card.iter()} <= {
        "article",
        "h3",
        "a",
        "span",
        "mark",
        "p",
        "time",
    }
    ElementTree.fromstring(feed.content)
