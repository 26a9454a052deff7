"""Pictures come in with the text that names them: unpublished, credited, or refused in words."""

import tracemalloc
from dataclasses import replace

import pytest
from PIL import Image

from articles.catalog.models import Picture
from articles.drafts.models import Article, Dispatch, Original, Supplier
from articles.drafts.picturing import IN_TEXT
from articles.text.blocks import plain, without_ids
from articles.wire import picturing, polling
from articles.wire.archiving import receive_archive
from articles.wire.drafting import ready
from articles.wire.importing import import_file, service_account
from articles.wire.plain import Unreadable
from articles.wire.reading import read
from articles.wire.reading.zipped import PICTURES, Archive
from articles.wire.receiving import Fate, receive
from tests.cast import section
from tests.pictures import drawing, encoded, folders

from .papers import docx, odt, p
from .strangers import let_in, stranger
from .test_office import PICTURE
from .test_wordpress import export, post

pytestmark = pytest.mark.django_db

__all__ = ["folders"]


def photo() -> bytes:
    return encoded(drawing(600, 400))


@pytest.fixture
def server(monkeypatch):
    with stranger() as found:
        let_in(monkeypatch, found)
        yield found


@pytest.fixture
def supplier(server):
    return Supplier.objects.create(
        name="Hafenfunk", address=server.url(), section=section(), pictures=True
    )


def took(data: bytes, name: str) -> Article:
    (outcome,) = receive(data, name, by=service_account())
    assert outcome.fate is Fate.TAKEN
    return Article.objects.get()


def word(*images: bytes, text: str = PICTURE) -> bytes:
    more = {f"word/media/image{at}.jpeg": one for at, one in enumerate(images, 1)}
    return docx(p("Eins") + p("Davor.") + text + p("Danach."), more=more)


def test_a_picture_of_a_word_document_stands_where_it_stood(db):
    article = took(word(photo()), "faehre.docx")
    picture = Picture.objects.get()
    assert IN_TEXT.findall(article.body) == [picture.key]
    before, after = article.body.split("<figure")
    assert ("Davor." in before, "Danach." in after) == (True, True)
    assert picture.alt == "Die alte Fähre"
    assert "word/media/image1.jpeg" in Original.objects.get().note
    assert article.versions.get().content["body"] == article.body
    assert "Die alte Fähre" not in article.internal_note


def test_a_picture_of_a_libreoffice_document_stands_where_it_stood(db):
    frame = (
        '<text:p>Davor.<draw:frame><draw:image xlink:href="Pictures/1.jpg"/>'
        "<svg:desc>Der Kai</svg:desc></draw:frame></text:p>"
    )
    body = f"<text:p>Eins</text:p>{frame}<text:p>Danach.</text:p>"
    article = took(odt(body, more={"Pictures/1.jpg": photo()}), "kai.odt")
    picture = Picture.objects.get()
    assert picture.alt == "Der Kai"
    assert IN_TEXT.findall(article.body) == [picture.key]
    assert article.body.index("Davor.") < article.body.index("<figure")


def test_a_document_imported_by_a_person_brings_its_pictures(reporter, tmp_path):
    path = tmp_path / "faehre.docx"
    path.write_bytes(word(photo()))
    article = import_file(str(path), by=reporter).article
    assert IN_TEXT.findall(article.body) == [Picture.objects.get().key]
    assert Original.objects.get().uploaded_by == reporter


@pytest.mark.parametrize("content", [b"\xff\xd8", b"<svg/>", b"GIF89a" + b"\0" * 60])
def test_what_is_no_picture_is_named_with_the_reason_and_no_word_is_lost(content, db):
    article = took(word(content), "faehre.docx")
    assert not Picture.objects.exists()
    assert "<figure" not in article.body
    assert plain(article.body).split() == ["Davor.", "Danach."]
    assert "image1.jpeg" in article.internal_note


def test_the_same_picture_twice_is_one_and_its_record_stays(db):
    one = photo()
    took(word(one), "a.docx")
    Picture.objects.update(alt="Von Hand")
    list(receive(word(one, text=PICTURE + p("Noch etwas.")), "b.docx", by=service_account()))
    assert Picture.objects.get().alt == "Von Hand"
    assert Article.objects.count() == 2


def test_a_picture_is_seen_by_no_reader_until_it_is_published(as_reader, db):
    took(word(photo()), "faehre.docx")
    with as_reader():
        assert not Picture.objects.exists()


def test_no_more_than_so_many_pictures_come_with_a_text(monkeypatch, db):
    monkeypatch.setattr(picturing, "MOST", 0)
    article = took(word(photo()), "faehre.docx")
    assert not Picture.objects.exists()
    assert "0" in article.internal_note


def feed(server, inner: str = "", enclosure: str = "") -> bytes:
    text = f"&lt;p&gt;Am Kai.{inner}&lt;/p&gt;&lt;p&gt;Um neun.&lt;/p&gt;"
    return (
        '<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>X</title>'
        f"<item><guid>1</guid><title>Rat tagt</title>{enclosure}"
        f"<c:encoded>{text}</c:encoded></item></channel></rss>"
    ).encode()


def image(server, path: str) -> str:
    return f'&lt;img src="{server.url(path)}" alt="Boot am Kai"&gt;'


def enclosure(server, path: str) -> str:
    return f'<enclosure type="image/jpeg" url="{server.url(path)}"/>'


def test_pictures_of_a_feed_are_fetched_with_the_sources_credit(server, supplier):
    server.say("/a.jpg", photo())
    server.say("/b.jpg", photo())
    server.say("/", feed(server, image(server, "/a.jpg"), enclosure(server, "/b.jpg")))
    polling.ask(supplier.pk)
    article = Article.objects.get()
    inline = Picture.objects.get(caption="Boot am Kai")
    assert IN_TEXT.findall(article.body) == [inline.key]
    assert article.body.index("Am Kai.") < article.body.index("<figure")
    assert article.lead is not None
    assert article.lead != inline
    assert {one.credit for one in Picture.objects.all()} == {"Hafenfunk"}
    assert server.url("/a.jpg") in inline.original.note


def test_a_supplier_whose_pictures_nobody_wants_is_asked_for_none(server, supplier):
    Supplier.objects.update(pictures=False)
    server.say("/", feed(server, image(server, "/a.jpg"), enclosure(server, "/b.jpg")))
    polling.ask(supplier.pk)
    assert server.knocks == 1
    article = Article.objects.get()
    assert "<figure" not in article.body
    assert server.url("/b.jpg") in article.internal_note


def test_a_picture_that_does_not_come_is_named_and_the_text_is_taken(server, supplier):
    inside = image(server, "/fort.jpg") + '&lt;img src="http://127.0.0.1:8000/innen.jpg"&gt;'
    server.say("/", feed(server, inside))
    polling.ask(supplier.pk)
    note = Article.objects.get().internal_note
    assert "fort.jpg" in note
    assert "404" in note
    assert "innen.jpg" in note
    assert not Picture.objects.exists()


def test_pictures_of_what_is_here_are_not_asked_for_again(server, supplier):
    server.say("/b.jpg", photo())
    server.say("/", feed(server, "", enclosure(server, "/b.jpg")))
    polling.ask(supplier.pk)
    polling.ask(supplier.pk)
    assert sum("GET /b.jpg" in one for one in server.asked) == 1


def test_a_newer_version_keeps_the_pictures_of_the_one_before(server, supplier):
    server.say("/a.jpg", photo())
    server.say("/", feed(server, image(server, "/a.jpg")))
    polling.ask(supplier.pk)
    dated = b"<pubDate>Tue, 24 Nov 2026 08:00:00 GMT</pubDate></item>"
    server.say("/", feed(server, image(server, "/a.jpg")).replace(b"</item>", dated))
    polling.ask(supplier.pk)
    assert Dispatch.objects.filter(state=Dispatch.State.UPDATED).count() == 1
    assert IN_TEXT.findall(Article.objects.get().body) == [Picture.objects.get().key]
    assert sum("GET /a.jpg" in one for one in server.asked) == 1


def test_posts_of_an_archive_bring_pictures_where_the_desk_wants_them(server, tmp_path):
    Supplier.objects.create(name="Lommerbote & Co", pictures=True)
    server.say("/a.jpg", photo())
    text = f'<p>Davor.</p><figure><img src="{server.url("/a.jpg")}"/></figure><p>Danach.</p>'
    path = tmp_path / "x.xml"
    path.write_bytes(export(post(1, text), post(2)))
    with path.open("rb") as file:
        found = list(receive_archive(file, "x.xml", by=service_account()))
    assert [one.fate for one in found] == [Fate.TAKEN, Fate.TAKEN]
    article = Article.objects.get(headline="Rat tagt 1")
    assert IN_TEXT.findall(article.body) == [Picture.objects.get().key]


def test_a_source_cannot_name_a_picture_of_ours(server, supplier):
    stolen = Picture.objects.create(width=1, height=1)
    inner = f"&lt;figure data-picture='{stolen.key}'&gt;&lt;/figure&gt;"
    server.say("/", feed(server, inner))
    polling.ask(supplier.pk)
    assert "<figure" not in Article.objects.get().body


def test_a_picture_of_too_many_pixels_is_refused_in_words(settings, db):
    settings.PICTURE_PIXELS = 100
    article = took(word(encoded(Image.new("RGB", (50, 50)))), "a.docx")
    assert not Picture.objects.exists()
    assert "image1.jpeg" in article.internal_note


HELD = (
    '<p>Eins <img src="{a}"/> zwei.</p>',
    '<figure><figure><img src="{a}"/></figure><figcaption>Eins zwei.</figcaption></figure>',
    '<div><img src="{a}"/><figcaption>Eins zwei.</figcaption></div>',
    '<figure><img src="{a}"/><img src="{a}2"/></figure><p>Eins zwei.</p>',
    '<ul><li>Eins <img src="{a}"/></li><li>zwei.</li></ul>',
    "<table><tr><td>Eins</td><td><img src='{a}'/>zwei.</td></tr></table>",
    '<blockquote><p>Eins</p><img src="{a}"/><cite>zwei.</cite></blockquote>',
    '<a href="https://x.example/"><img src="{a}"/>Eins zwei.</a>',
)


@pytest.mark.parametrize("html", HELD)
def test_no_word_is_lost_or_parted_where_a_picture_stays_outside(html):
    (piece,) = read(export(post(1, html.format(a="https://x.example/a.jpg"))), "x.xml")
    bare = without_ids(ready(piece))
    assert "<figure" not in bare
    assert plain(bare).split() == ["Eins", "zwei."]
    keyed = replace(piece, pictures=tuple(replace(one, key="abcdefgh") for one in piece.pictures))
    assert plain(ready(keyed)).split() == ["Eins", "zwei."]
    assert "abcdefgh" in IN_TEXT.findall(ready(keyed))


def test_a_bomb_among_the_pictures_is_refused_before_it_is_unpacked():
    data = docx(p("Eins"), more={"word/media/image1.png": b"\0" * 100 * 1024 * 1024})
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable, match="more than 32 megabytes"):
            Archive(data, PICTURES).part("word/media/image1.png")
        assert tracemalloc.get_traced_memory()[1] < 96 * 1024 * 1024
    finally:
        tracemalloc.stop()
