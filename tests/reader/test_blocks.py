"""The blocks of a text, as the page and the feed serve them."""

from datetime import timedelta
from html import unescape

import pytest
from django.conf import settings

from articles.catalog.models import Tag
from articles.drafts import saving
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.body import for_feed, for_page
from articles.text.blocks import clean
from articles.text.embeds import FRAMES, player
from tests.cast import approved, section
from tests.reader.reading import flat, main_of, parse, parts

pytestmark = pytest.mark.django_db

TABLE = (
    '<table><caption>Wer «was» & wie viel "zahlt"</caption><thead><tr><th>Wer</th><th>Euro</th>'
    "</tr></thead><tbody><tr><th>Land</th><td>21,4</td></tr><tr><th>Stadt</th><td>−17,0</td></tr>"
    "</tbody></table>"
)
VIDEO = "https://www.youtube.com/watch?v=abcdefghijk&t=3"
BODY = (
    f"<p>Erstens.</p>{TABLE}<blockquote><p>Nein.</p><cite>Eine Frau</cite></blockquote>"
    f"<aside data-box><h3>Kurz</h3><p>Kasten.</p></aside>"
    f'<div data-embed="{VIDEO}">Die Debatte</div>'
)


@pytest.fixture
def story(reporter, chief):
    return publish(approved(reporter, chief, body=clean(BODY)), by=chief).story


@pytest.fixture
def page(client, as_reader, story):
    with as_reader():
        answer = client.get(story.path)
    return answer, parse(answer)


def test_every_word_of_every_block_is_on_the_page(page):
    words = flat(parts(page[1])["body"])
    for text in ("Erstens.", "Wer «was» & wie viel", "−17,0", "Nein.", "Eine Frau", "Kasten."):
        assert text in words


def test_a_table_scrolls_by_itself_and_by_keyboard_and_has_a_name(page):
    (region,) = main_of(page[1]).iterfind(".//section[@class='scroll']")
    assert region.get("tabindex") == "0"
    assert region.get("aria-label") == 'Wer «was» & wie viel "zahlt"'
    assert region.find("table") is not None


def test_a_box_has_the_name_its_heading_gives_it(page):
    (box,) = main_of(page[1]).iterfind(".//aside[@data-box]")
    assert box.get("aria-label") == "Kurz"
    nameless = for_page(clean('<aside data-box><p>Nur "Text"</p></aside>'))
    assert 'aria-label="' in nameless


def test_a_quotation_mark_at_the_start_hangs_in_the_margin():
    served = for_page(clean("<h2>«Eins»</h2><h2>Zwei</h2><blockquote><p>„Drei“</p></blockquote>"))
    assert served.count(' class="hang"') == 2
    assert ' class="hang">«Eins»' in served
    assert '<p class="hang">„Drei“' in served


def test_digits_of_a_column_of_numbers_stand_under_each_other(page):
    numbers = [flat(one) for one in main_of(page[1]).iter() if one.get("class") == "num"]
    assert numbers == ["Euro", "21,4", "−17,0"]


def test_a_table_in_which_columns_cannot_be_told_stays_as_it_is():
    table = "<table><tbody><tr><td colspan='2'>1</td></tr><tr><td>2</td><td>3</td></tr></tbody>"
    assert "num" not in for_page(clean(table))


def test_nothing_of_a_third_party_is_asked_for_before_a_click(page):
    answer, html = page
    tags = {"img", "iframe", "script", "link", "source", "video", "audio", "object", "embed"}
    asked = [
        one.get("src") or one.get("href") or ""
        for one in html.iter()
        if one.tag in tags and one.get("rel") not in {"canonical", "alternate"}
    ]
    assert all(address.startswith("/") or not address for address in asked), asked
    assert "frame-src 'self' https://www.youtube-nocookie.com" in answer["Content-Security-Policy"]


def test_an_embed_is_a_link_that_needs_no_script(page):
    (box,) = main_of(page[1]).iterfind(".//div[@class='embed']")
    (link,) = box.iter("a")
    assert link.get("href") == VIDEO
    assert box.get("data-player") == "https://www.youtube-nocookie.com/embed/abcdefghijk"
    assert "Die Debatte" in flat(box)
    assert "YouTube" in flat(box)
    assert [one.get("src") for one in page[1].iter("script") if one.get("src")] == [
        f"{settings.STATIC_URL}reader/embed.js"
    ]


def test_a_house_that_is_not_on_the_list_is_only_linked():
    served = for_page(clean('<div data-embed="https://tv.example/1?a=b&amp;c=d">Film</div>'))
    assert "data-player" not in served
    assert 'href="https://tv.example/1?a=b&amp;c=d"' in served


def test_the_feed_has_a_link_in_the_place_of_a_player(client, as_reader, story):
    with as_reader():
        feed = client.get("/rss.xml").content.decode()
    assert f'<p><a href="{VIDEO.replace("&", "&amp;")}">Die Debatte</a></p>' in feed
    assert "data-embed" not in feed
    assert 'class="scroll"' not in feed


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://youtu.be/abcdefghijk", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1"),
        ("https://open.spotify.com/episode/ab12", "https://open.spotify.com/embed/episode/ab12"),
        (
            "https://soundcloud.com/a/b?x=<",
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb",
        ),
        ("https://datawrapper.dwcdn.net/aBc12/3/", "https://datawrapper.dwcdn.net/aBc12/"),
        ("https://youtube.com.evil.example/watch?v=abcdefghijk", None),
        ("https://youtube.com@evil.example/watch?v=abcdefghijk", None),
        ('https://youtu.be/"onload=', None),
        ("https://vimeo.com/../admin", None),
        ("https://[", None),
    ],
)
def test_a_player_is_somebody_on_the_list_or_nobody(address, found):
    player_of = player(address)
    assert (player_of and player_of.address) == found
    assert found is None or found.startswith(FRAMES)


def test_a_text_without_such_blocks_is_served_as_it_was_written():
    body = clean("<p>Eins &amp; <em>zwei</em></p><h2>Drei</h2><ul><li>vier</li></ul>")
    assert for_page(body) == for_feed(body) == body


def test_a_story_names_its_topics_the_next_one_and_how_to_share_it(
    client, as_reader, reporter, chief
):
    earlier = clock.now() - timedelta(days=1)
    older = publish(
        approved(reporter, chief, headline="Gestern"), by=chief, live_from=earlier
    ).story
    tag = Tag.objects.create(name="Hafenplan")
    newer = publish(approved(reporter, chief, headline="Heute & morgen", tags=[tag]), by=chief)
    with as_reader():
        main = main_of(parse(client.get(newer.story.path)))
        oldest = main_of(parse(client.get(older.path)))
    found = [one.get("href") for one in main.iter("a")]
    assert {older.path, "/topics/hafenplan/"} <= set(found)
    (mail,) = [one for one in found if one.startswith("mailto:")]
    assert "subject=Heute%20%26%20morgen&body=http%3A%2F%2F" in unescape(mail)
    assert settings.SITE_URL + newer.story.path in flat(main)
    assert newer.story.path not in [one.get("href") for one in oldest.iter("a")]


def test_a_story_filed_elsewhere_shows_nothing_whose_changes_its_stamp_would_miss(
    client, as_reader, reporter, chief
):
    politics, earlier = section("politik"), clock.now() - timedelta(days=1)
    older = publish(
        approved(reporter, chief, headline="Gestern", section=politics), by=chief, live_from=earlier
    ).story
    article = approved(reporter, chief, headline="Heute")
    path = publish(article, by=chief).story.path
    article.refresh_from_db()
    article.section = politics
    saving.save(article, by=reporter)
    publish(article, by=chief)
    with as_reader():
        links = {one.get("href") for one in main_of(parse(client.get(path))).iter("a")}
    assert "/politik/" in links
    assert older.path not in links
