"""The words of an article arrive, on the page and in the feed: all of them, in order, no others."""

import html5lib
import pytest
from defusedxml import ElementTree

from articles.press.publish import publish
from tests.cast import approved
from tests.reader.reading import blocks, flat, parse, parts

pytestmark = pytest.mark.django_db

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"

GERMAN = {
    "language": "de",
    "headline": "«Vom Ende her gedacht»: Reederei rüstet sich für den Ernstfall",
    "short_headline": "Reederei rüstet sich",
    "standfirst": "Wie die «Rundschau» schreibt, lässt die Reederei 640\u202f000 Westen nähen.",
    "body": (
        '<p data-block="aaaaaaaa">Nach Angaben aus Krummort sind es 13.000 Stück &amp; mehr.</p>'
        '<h2 data-block="aaaaaaab">«Wir nähen weiter»</h2>'
        '<ul data-block="aaaaaaac"><li><p>Erstens: <strong>Garn</strong></p></li>'
        "<li><p>zweitens: Zwirn</p></li></ul>"
        '<blockquote data-block="aaaaaaad"><p>Kein Wort zu viel, keines zu wenig.</p></blockquote>'
        '<p data-block="aaaaaaae">Zuvor berichteten wir, dass '
        '<a href="/stadt/2026/11/faehre/">die Fähre ruht</a>. '
        "3 &lt; 5 und ]]&gt; sind auch Text.</p>"
    ),
}
ENGLISH = {
    "language": "en",
    "headline": "“We measured twice”: how deep the lake is",
    "standfirst": "A survey boat has found nine more metres – and an anchor.",
    "body": (
        '<p data-block="bbbbbbba">Nobody had measured it since 1931, the “Courier” reports.</p>'
        '<h2 data-block="bbbbbbbb">An anchor</h2>'
        '<p data-block="bbbbbbbc">It is <em>not</em> ours.</p>'
    ),
}


@pytest.fixture(params=[GERMAN, ENGLISH], ids=["German", "English"])
def words(request):
    return request.param


@pytest.fixture
def edition(words, reporter, chief):
    return publish(approved(reporter, chief, **words), by=chief)


def test_the_page_carries_headline_standfirst_and_text_word_for_word(
    client, as_reader, words, edition
):
    with as_reader():
        found = parts(parse(client.get(edition.story.path)))
    written = html5lib.parseFragment(edition.body, namespaceHTMLElements=False)
    assert flat(found["headline"]) == flat_text(words["headline"])
    assert flat(found["standfirst"]) == flat_text(words["standfirst"])
    assert blocks(found["body"]) == blocks(written)
    assert [one.tag for one in found["body"]] == [one.tag for one in written]
    assert not (found["body"].text or "").strip()


def test_blocks_keep_their_anchors_on_the_page(client, as_reader, edition):
    with as_reader():
        body = parts(parse(client.get(edition.story.path)))["body"]
    written = html5lib.parseFragment(edition.body, namespaceHTMLElements=False)
    assert [one.get("data-block") for one in body] == [one.get("data-block") for one in written]


def test_the_feed_carries_the_same_words(client, as_reader, words, edition):
    with as_reader():
        feed = ElementTree.fromstring(client.get("/rss.xml").content)
    (item,) = feed.iter("item")
    carried = html5lib.parseFragment(item.find(CONTENT).text, namespaceHTMLElements=False)
    written = html5lib.parseFragment(edition.body, namespaceHTMLElements=False)
    assert item.find("title").text == words["headline"]
    assert item.find("description").text == words["standfirst"]
    assert blocks(carried) == blocks(written)
    assert [one.tag for one in carried] == [one.tag for one in written]


def test_the_card_shows_the_short_headline_where_there_is_one(client, as_reader, words, edition):
    with as_reader():
        (card,) = parse(client.get("/")).iter("article")
    assert flat(card.find(".//*[@class='t']")) == flat_text(
        words.get("short_headline") or words["headline"]
    )
    assert flat(card.find(".//*[@class='dek']")) == flat_text(words["standfirst"])


def flat_text(text):
    return " ".join(text.split())
