"""The RSS feed: what every reader program expects, whatever the fields hold."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import html5lib
import pytest
from defusedxml import ElementTree
from django.conf import settings

from articles.catalog.models import Section
from articles.press.publish import publish
from articles.reader import clock
from tests.cast import approved

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
HOSTILE = "<b>&amp; ]]> \"'</item>\x0b\x1f\ufffe"
SEEN = "<b>&amp; ]]> \"'</item>"


@pytest.fixture
def read(client, as_reader):
    def get(path="/rss.xml"):
        with as_reader():
            answer = client.get(path)
        assert answer.status_code == 200
        assert answer["Content-Type"].endswith("xml; charset=utf-8")
        return ElementTree.fromstring(answer.content)

    return get


def test_an_item_says_where_when_and_by_whom(read, reporter, chief):
    at = clock.now() - timedelta(hours=3)
    article = approved(reporter, chief, people=["Henrike Tamsen", "Leander Vossmer"])
    story = publish(article, by=chief, live_from=at).story
    (item,) = read().iter("item")
    assert item.find("link").text == f"{settings.SITE_URL}{story.path}"
    assert item.find("guid").text == f"urn:uuid:{article.uid}"
    assert item.find("guid").get("isPermaLink") == "false"
    assert parsedate_to_datetime(item.find("pubDate").text) == at.replace(microsecond=0)
    assert [one.text for one in item.iter(CREATOR)] == ["Henrike Tamsen", "Leander Vossmer"]


@pytest.mark.parametrize("address", ["/", "/stadt/"])
def test_the_channel_names_itself_its_page_and_its_language(read, reporter, chief, address):
    publish(approved(reporter, chief), by=chief)
    feed = read(f"{address}rss.xml")
    channel = feed.find("channel")
    own = channel.find(f"{ATOM}link")
    assert feed.get("version") == "2.0"
    assert channel.find("link").text == f"{settings.SITE_URL}{address}"
    assert own.get("href") == f"{settings.SITE_URL}{address}rss.xml"
    assert own.get("rel") == "self"
    assert channel.find("language").text == settings.LANGUAGE_CODE
    assert channel.find("title").text.endswith(settings.SITE_NAME)
    assert len(list(channel.iter("item"))) == 1


def test_hostile_text_stays_text_in_every_field(read, reporter, chief):
    article = approved(
        reporter,
        chief,
        headline=f"H{HOSTILE}",
        standfirst=f"L{HOSTILE}",
        kicker=f"K{HOSTILE}",
        body='<p data-block="aaaaaaaa" title="]]>">3 &lt; 5 ]]&gt; \x0b&amp;amp;</p>',
        people=["Ann <i>&"],
    )
    publish(article, by=chief)
    Section.objects.update(title=f"T{HOSTILE}", description=f"D{HOSTILE}")
    feed = read("/stadt/rss.xml")
    (item,) = feed.iter("item")
    body = html5lib.parseFragment(item.find(CONTENT).text, namespaceHTMLElements=False)
    assert item.find("title").text == f"H{SEEN}"
    assert item.find("description").text == f"L{SEEN}"
    assert item.find(CREATOR).text == "Ann <i>&"
    assert "".join(body.itertext()) == "3 < 5 ]]> &amp;"
    assert feed.find("channel/title").text == f"T{SEEN} | {settings.SITE_NAME}"
    assert feed.find("channel/description").text == f"D{SEEN}"


def test_links_inside_the_text_work_outside_of_the_site(read, reporter, chief):
    body = (
        '<p data-block="aaaaaaaa"><a href="/stadt/">hier</a> <a href="https://a.example/">dort</a>'
        ' <a href="//b.example/">da</a> href="/bleibt"</p>'
    )
    publish(approved(reporter, chief, body=body), by=chief)
    (item,) = read().iter("item")
    text = item.find(CONTENT).text
    carried = html5lib.parseFragment(text, namespaceHTMLElements=False)
    assert [one.get("href") for one in carried.iter("a")] == [
        f"{settings.SITE_URL}/stadt/",
        "https://a.example/",
        "//b.example/",
    ]
    assert 'href="/bleibt"' in "".join(carried.itertext())


def test_the_newest_come_first_and_twenty_at_most(read, reporter, chief):
    now = clock.now()
    for number in range(22):
        article = approved(reporter, chief, headline=f"Meldung {number}")
        publish(article, by=chief, live_from=now - timedelta(minutes=number))
    titles = [one.find("title").text for one in read().iter("item")]
    assert titles == [f"Meldung {number}" for number in range(20)]
