"""Web pages, Markdown, plain text and feeds become the same record."""

import json
from datetime import UTC, datetime

import pytest

from articles.text.blocks import clean, plain, without_ids
from articles.wire.plain import Unreadable
from articles.wire.reading import parts, read
from articles.wire.reading.piece import Piece
from tests.wire.corpora import CORPORA

PAGE = """\
<!doctype html><html lang="de"><head><title>Rat tagt | Lommerbote</title>
<meta property="og:site_name" content="Lommerbote"><link rel="canonical" href="https://lommerbote.example/rat">
<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle",
 "headline": "Rat tagt", "description": "Der Rat tagt am Kai.", "author": [{"name": "Anna Meier"}],
 "datePublished": "2026-11-24T10:00:00+01:00"}]}</script></head>
<body><nav><a href="/">Start</a></nav>
<article><header><h1>Rat tagt</h1><p>24. November</p></header><p>Der Rat tagt am Kai.</p>
<p>Um neun Uhr <b>beginnt</b> er.</p><div class="share">Teilen!</div> Und endet um zehn.
<aside class="factbox"><h3>Der Rat</h3><p>Er hat 40 Sitze.</p></aside><aside>Mehr von uns</aside>
<figure><img src="kai.jpg" alt="Der Kai">
<figcaption>Der Kai am Abend</figcaption></figure></article>
<footer>Impressum</footer></body></html>"""

MARKDOWN = """\
---
author: Anna Meier
lead: "Der Rat tagt am Kai."
---
# Rat *tagt*

Um neun **beginnt** er, sagt die [Stadt](https://stadt.example/a?b=1&c=2).
Er endet um zehn.

## Was ansteht ##

- Die Fähre
  und der Kai
- snake_case_name & 3 < 4

1. Erstens

> Wir tagen,
> sagt der Rat.
"""

RSS = """\
<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Lommerbote</title><language>de</language>
<item><title>Rat &amp;amp; Kai</title><link>https://lommerbote.example/rat</link><guid>rat-1</guid>
<pubDate>Tue, 24 Nov 2026 10:00:00 +0100</pubDate><dc:creator>Anna Meier</dc:creator>
<category>Rat</category>
<description>Der Rat tagt.</description>
<content:encoded><![CDATA[<p>Der Rat tagt.</p><p>Um neun Uhr.</p><script>x</script>]]>
</content:encoded></item>
<item><title>Zwei</title><guid>rat-2</guid><description>Nur ein Satz.</description></item>
</channel></rss>"""

ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Lommerbote</title>
<entry><title type="html">Rat &lt;b&gt;tagt&lt;/b&gt;</title><id>urn:x:1</id>
<updated>2026-11-24T09:00:00Z</updated>
<link rel="self" href="https://no.example/"/><link href="https://lommerbote.example/rat"/>
<author><name>Anna Meier</name></author><summary>Kurz gesagt.</summary>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Um neun.</p><h2>Dann</h2><p>Ende.</p></div>
</content>
</entry></feed>"""

JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Lommerbote",
    "language": "de",
    "items": [
        {
            "id": "rat-1",
            "url": "https://lommerbote.example/rat",
            "title": "Rat tagt",
            "summary": "Kurz gesagt.",
            "content_html": "<p>Um neun.</p>",
            "date_published": "2026-11-24T09:00:00Z",
            "authors": [{"name": "Anna Meier"}],
            "tags": ["Rat"],
            "image": "https://lommerbote.example/kai.jpg",
        },
        {"id": 2, "title": "Zwei", "content_text": "Eins <b>.\n\nZwei & drei."},
    ],
}
TEN = datetime(2026, 11, 24, 9, tzinfo=UTC)


def body(piece: Piece) -> str:
    return without_ids(clean(piece.body))


def test_of_a_web_page_the_story_is_taken_and_nothing_around_it():
    (piece,) = read(PAGE.encode(), "rat.html")
    assert (piece.headline, piece.lead) == ("Rat tagt", "Der Rat tagt am Kai.")
    assert (piece.byline, piece.source, piece.language) == ("Anna Meier", "Lommerbote", "de")
    assert (piece.guid, piece.made_at) == ("https://lommerbote.example/rat", TEN)
    assert body(piece) == (
        "<p>Um neun Uhr <strong>beginnt</strong> er.</p><p>Und endet um zehn.</p>"
        '<aside data-box=""><h3>Der Rat</h3><p>Er hat 40 Sitze.</p></aside>'
    )
    assert piece.pictures[0].caption == "Der Kai am Abend"
    assert "24. November" in piece.notes


def test_a_page_without_a_story_is_refused():
    with pytest.raises(Unreadable, match="No story"):
        read(b"<html><body><nav>Start</nav></body></html>", "x.html")


def test_markdown_keeps_its_structure_and_every_word():
    (piece,) = read(MARKDOWN.encode(), "rat.md")
    assert (piece.headline, piece.byline, piece.lead) == (
        "Rat *tagt*", "Anna Meier", "Der Rat tagt am Kai.",
    )  # fmt: skip
    assert body(piece) == (
        '<p>Um neun <strong>beginnt</strong> er, sagt die <a href="https://stadt.example/a?b=1&amp;c=2"'
        ' rel="noopener">Stadt</a>. Er endet um zehn.</p><h2>Was ansteht</h2>'
        "<ul><li>Die Fähre und der Kai</li><li>snake_case_name &amp; 3 &lt; 4</li></ul>"
        "<ol><li>Erstens</li></ol><blockquote><p>Wir tagen, sagt der Rat.</p></blockquote>"
    )


def test_plain_text_goes_the_same_path():
    (piece,) = read(b"Rat tagt\n\nDer Rat tagt am Kai.\n\nUm neun Uhr.", "rat.txt")
    assert (piece.headline, piece.lead) == ("Rat tagt", "Der Rat tagt am Kai.")
    assert plain(piece.body) == "Um neun Uhr."


def test_rss_gives_a_piece_for_each_item():
    one, two = read(RSS.encode(), "feed.xml")
    assert (one.headline, one.guid, one.source, one.language) == (
        "Rat & Kai", "rat-1", "Lommerbote", "de",
    )  # fmt: skip
    assert (one.lead, body(one)) == ("Der Rat tagt.", "<p>Um neun Uhr.</p>")
    assert (one.byline, one.made_at, one.version) == ("Anna Meier", TEN, int(TEN.timestamp()))
    assert [subject.name for subject in one.subjects] == ["Rat"]
    assert (two.lead, two.body, two.version) == ("Nur ein Satz.", "", 1)


def test_atom_is_read_with_its_markup():
    (piece,) = read(ATOM.encode(), "feed.xml")
    assert (piece.headline, piece.lead) == ("Rat tagt", "Kurz gesagt.")
    assert body(piece) == "<p>Um neun.</p><h2>Dann</h2><p>Ende.</p>"
    assert (piece.byline, piece.guid, piece.language) == ("Anna Meier", "urn:x:1", "de")
    assert piece.owed[0].address == "https://lommerbote.example/rat"


def test_json_feed_is_read_like_the_others():
    one, two = read(json.dumps(JSON_FEED).encode(), "feed.json")
    assert (one.headline, one.lead, body(one)) == ("Rat tagt", "Kurz gesagt.", "<p>Um neun.</p>")
    assert (one.byline, one.version) == ("Anna Meier", int(TEN.timestamp()))
    assert one.pictures[0].address == "https://lommerbote.example/kai.jpg"
    assert (two.guid, body(two)) == ("2", "<p>Eins &lt;b&gt;.</p><p>Zwei &amp; drei.</p>")


@pytest.mark.parametrize(
    "data", [b"<rss><channel/></rss>", b'{"version": "https://jsonfeed.org/version/1", "items": 3}']
)
def test_a_feed_without_entries_is_refused(data):
    with pytest.raises(Unreadable, match="without an entry"):
        read(data, "feed")


def test_a_feed_whose_head_is_too_long_to_be_kept_with_each_entry_is_refused():
    """Twenty thousand copies of a megabyte stood in memory at once."""
    head = "a" * 1_000_000
    xml = f"<rss><channel><title>x</title><d>{head}</d>{'<item/>' * 40}</channel></rss>"
    told = {"version": "https://jsonfeed.org/version/1.1", "home": head, "items": [{}] * 40}
    for data, name in ((xml, "x.xml"), (json.dumps(told), "x.json")):
        with pytest.raises(Unreadable, match="too long to be kept with each"):
            parts(data.encode(), name)
    short = f"<rss><channel><title>x</title>{'<item/>' * 5_001}</channel></rss>"
    with pytest.raises(Unreadable, match="more than 5000 entries"):
        parts(short.encode(), "x.xml")


@pytest.mark.skipif(not CORPORA, reason="The corpora are not here.")
def test_every_feed_of_the_corpora_is_read_or_refused():
    cases = json.loads((CORPORA / "feeds/w3c-cases.json").read_text("utf-8"))
    feeds = [case["feed"] for case in cases if "feed" in case]
    taken = 0
    for feed in feeds:
        try:
            pieces = read(feed.encode(), "feed.xml")
        except Unreadable:
            continue
        for piece in pieces:
            clean(piece.body)
        taken += 1
    assert taken > len(feeds) / 3
