"""A newspaper's archive out of WordPress: every word, every old address, and no double."""

import io
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.drafts import workflow
from articles.drafts.models import Article, Dispatch
from articles.press.move import move
from articles.press.publish import publish
from articles.text.blocks import plain, without_ids
from articles.wire import ahead
from articles.wire.drafting import ready
from articles.wire.plain import Unreadable
from articles.wire.reading import read, wxr
from articles.wire.receiving import Fate
from articles.wire.settling import try_again
from tests.cast import section

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Lommerbote &amp; Co</title>
<language>de-DE</language>
<wp:author><wp:author_login>ameier</wp:author_login>
<wp:author_display_name><![CDATA[Anna Meier]]></wp:author_display_name></wp:author>
"""
FOOT = "</channel></rss>"
ATTACHMENT = """<item><title>kai</title><wp:post_id>7</wp:post_id>
<wp:post_type>attachment</wp:post_type>
<excerpt:encoded><![CDATA[Der Kai am Abend]]></excerpt:encoded>
<wp:attachment_url>https://lommerbote.example/kai.jpg</wp:attachment_url></item>"""
BLOCKS = """<!-- wp:paragraph -->
<p>Der Rat <strong>tagt</strong>.</p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading">Am Kai</h2>
<!-- /wp:heading -->
<!-- wp:gallery {"linkTo":"none"} -->
<figure class="wp-block-gallery"><figure class="wp-block-image">
<img src="https://x.example/a.jpg" alt="A"/>
<figcaption>Boot A</figcaption></figure>
<figure><img src="https://x.example/b.jpg" alt="Boot B"/></figure>
<figcaption>Zwei Boote</figcaption></figure>
<!-- /wp:gallery -->
<!-- wp:embed -->
<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
https://www.youtube.com/watch?v=abcdefghijk
</div></figure>
<!-- /wp:embed -->
<!-- wp:table -->
<figure class="wp-block-table">
<table><tbody><tr><td>Jahr</td><td>2025</td></tr></tbody></table></figure>
<!-- /wp:table -->
<!-- wp:pullquote -->
<figure class="wp-block-pullquote">
<blockquote><p>Wir tagen.</p><cite>Der Rat</cite></blockquote></figure>
<!-- /wp:pullquote -->"""
CLASSIC = """Der Rat <em>tagt</em> [sic] um neun.
Am Kai.

[caption id="a" width="300"]<a href="x"><img src="https://x.example/c.jpg" /></a> Das Boot[/caption]

<h3>Danach</h3>
[su_box title="Der Rat"]Er hat 40 Sitze.[/su_box]

[gallery ids="7,8"]

https://vimeo.com/1234567

<ul>
	<li>Eins</li>

	<li>Zwei</li>
</ul>
Ende [Anm. d. Red.: gut]."""


def post(number: int = 1, content: str = "<p>Text.</p>", **more: str) -> str:
    fields = {
        "title": f"Rat tagt {number}",
        "link": f"https://lommerbote.example/2019/05/rat-{number}/",
        "guid": f"https://lommerbote.example/?p={number}",
        "dc:creator": "ameier",
        "wp:post_id": str(number),
        "wp:post_date_gmt": "2019-05-06 07:08:09",
        "wp:post_type": "post",
        "wp:status": "publish",
    } | more
    said = "".join(f"<{name}>{value}</{name}>" for name, value in fields.items())
    return (
        f"<item>{said}<content:encoded><![CDATA[{content}]]></content:encoded>"
        "<excerpt:encoded><![CDATA[Kurz <b>gesagt</b>.]]></excerpt:encoded>"
        '<category domain="post_tag" nicename="faehre"><![CDATA[Fähre]]></category>'
        "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>7</wp:meta_value>"
        "</wp:postmeta></item>"
    )


def export(*items: str) -> bytes:
    return (HEAD + "".join(items) + FOOT).encode()


def body(content: str):
    (piece,) = read(export(post(1, content), ATTACHMENT), "x.xml")
    return piece, without_ids(ready(piece))


def test_a_post_comes_with_its_author_date_topics_and_picture():
    piece, html = body("<p>Text.</p>")
    assert (piece.headline, piece.lead, html) == ("Rat tagt 1", "Kurz gesagt.", "<p>Text.</p>")
    assert (piece.source, piece.byline, piece.language) == (
        "Lommerbote & Co",
        "Anna Meier",
        "de-DE",
    )
    assert piece.made_at.isoformat() == "2019-05-06T07:08:09+00:00"
    assert [one.name for one in piece.subjects] == ["Fähre"]
    assert [(one.address, one.caption) for one in piece.pictures] == [
        ("https://lommerbote.example/kai.jpg", "Der Kai am Abend")
    ]
    assert piece.former == "/2019/05/rat-1/"


def test_an_old_address_may_be_a_number_at_the_front():
    found = {
        one: wxr.former(f"https://alt.example{one}") for one in ("/?p=7", "?p=7", "/a/?x=1", "/")
    }
    assert found == {"/?p=7": "/?p=7", "?p=7": "/?p=7", "/a/?x=1": "/a/", "/": ""}


def test_the_block_editors_posts_keep_every_word_and_their_structure():
    piece, html = body(BLOCKS)
    assert html == (
        "<p>Der Rat <strong>tagt</strong>.</p><h2>Am Kai</h2><p>Zwei Boote</p>"
        '<div data-embed="https://www.youtube.com/watch?v=abcdefghijk"></div>'
        "<table><tbody><tr><td>Jahr</td><td>2025</td></tr></tbody></table>"
        "<blockquote><p>Wir tagen.</p><cite>Der Rat</cite></blockquote>"
    )
    assert [one.caption for one in piece.pictures] == ["Der Kai am Abend", "Boot A", "Boot B"]


def test_the_classic_editors_posts_keep_every_word_and_their_paragraphs():
    piece, html = body(CLASSIC)
    assert html == (
        "<p>Der Rat <em>tagt</em> [sic] um neun.<br>Am Kai.</p><h3>Danach</h3>"
        "<p>Er hat 40 Sitze.</p>"
        '<div data-embed="https://vimeo.com/1234567"></div><ul><li>Eins</li><li>Zwei</li></ul>'
        "<p>Ende [Anm. d. Red.: gut].</p>"
    )
    assert [one.caption for one in piece.pictures] == [
        "Der Kai am Abend", "Das Boot", "Der Kai am Abend",
    ]  # fmt: skip
    assert '[su_box title="Der Rat"]' in piece.notes


@pytest.mark.parametrize(
    "odd",
    [
        "[caption id='1']" * 9_000,
        "[" * 90_000,
        "[a b=" * 20_000,
        "http://" * 15_000,
        "\n \n" * 30_000 + "x",
        '[a b="' * 15_000,
    ],
)
def test_odd_texts_are_read_or_refused_and_nothing_breaks(odd):
    with suppress(Unreadable):
        assert body(odd)


def test_only_posts_and_pages_are_texts():
    kinds = [
        post(1),
        post(2, **{"wp:post_type": "page"}),
        post(3, **{"wp:post_type": "nav_menu_item"}),
        post(4, **{"wp:status": "trash"}),
        post(5, **{"wp:status": "draft"}),
    ]
    found = [piece.headline for piece in read(export(*kinds), "x.xml")]
    assert found == ["Rat tagt 1", "Rat tagt 2", "Rat tagt 5"]


def test_an_export_with_entities_of_its_own_is_refused():
    evil = export(post(1)).replace(b"<rss ", b'<!DOCTYPE rss [<!ENTITY a "b">]><rss ', 1)
    with pytest.raises(Unreadable, match="entities"):
        list(wxr.stream(io.BytesIO(evil), "x"))


def test_memory_does_not_grow_with_the_archive():
    def peak(number: int) -> int:
        data = io.BytesIO(export(*(post(n, "Wort für Wort. " * 400) for n in range(number))))
        tracemalloc.start()
        for _piece in wxr.stream(data, "x"):
            pass
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    assert peak(90) < 1.5 * peak(30)


@pytest.fixture
def archive(tmp_path: Path, db) -> Path:
    path = tmp_path / "export.xml"
    path.write_bytes(export(*(post(n) for n in range(1, 6)), ATTACHMENT))
    return path


def test_an_archive_that_was_stopped_goes_on_without_doubles(archive, capsys, monkeypatch):
    from articles.management.commands import receive as command

    monkeypatch.setattr(ahead, "BATCH", 2)

    def stopping(outcome) -> None:
        if outcome.headline == "Rat tagt 3":
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(command.Command, "say", lambda self, outcome: stopping(outcome))
        with pytest.raises(KeyboardInterrupt):
            call_command("receive", str(archive))
    assert Article.objects.count() == 4
    call_command("receive", str(archive))
    said = capsys.readouterr().out
    assert Article.objects.count() == 5
    assert "taken            1" in said
    assert "skipped          4" in said


def test_every_post_keeps_its_own_part_of_the_archive(archive, editor):
    call_command("receive", str(archive))
    kept = Dispatch.objects.get(headline="Rat tagt 2")
    (piece,) = read(bytes(kept.content), "x.xml")
    assert (piece.headline, piece.byline, piece.source) == (
        "Rat tagt 2", "Anna Meier", "Lommerbote & Co",
    )  # fmt: skip
    (again,) = try_again(kept, by=editor)
    assert again.fate == Fate.SKIPPED


def published(archive: Path, reporter, chief) -> Article:
    section("stadt")
    call_command("receive", str(archive), "--section", "stadt")
    article = Article.objects.get(headline="Rat tagt 1")
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    publish(article, by=chief)
    return article


def test_the_old_address_leads_to_the_story_once_it_is_live(
    archive, reporter, chief, client, as_reader
):
    old = "/2019/05/rat-1/"
    with as_reader():
        assert client.get(old).status_code == 404
    article = published(archive, reporter, chief)
    with as_reader():
        there = client.get(old)
        assert there.status_code == 301
        assert client.get(there.url).status_code == 200
        assert client.get("/2019/05/rat-2/").status_code == 404
        assert plain(article.body) in plain(client.get(there.url).content.decode())
    move(article, by=chief, slug="anders")
    with as_reader():
        assert client.get(old).url.endswith("/anders/")
        assert client.get(old + "%00").status_code in (301, 404)


def test_an_old_address_never_takes_the_place_of_a_story_of_ours(archive, reporter, chief):
    live = published(archive, reporter, chief)
    other = Article.objects.get(headline="Rat tagt 2")
    other.dispatches.update(former="/2019/05/rat-1/")
    workflow.submit(other, by=reporter)
    workflow.approve(other, by=chief)
    publish(other, by=chief)
    assert live.dispatches.get().former == "/2019/05/rat-1/"
