"""Documents of Word and LibreOffice become the same record as everything else, or are refused."""

import random
import tracemalloc
from functools import cache
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.drafts.models import Article, Dispatch
from articles.text.blocks import plain, without_ids
from articles.wire.drafting import ready
from articles.wire.importing import service_account
from articles.wire.plain import Unreadable
from articles.wire.reading import LARGEST, LARGEST_DOCUMENT, bounded, read
from articles.wire.reading.piece import Piece
from articles.wire.receiving import Fate, receive
from tests.cast import section
from tests.wire.papers import STYLES, archive, docx, flagged, lying, odt, p, r

BOLD, SLANTED = "<w:b/>", "<w:i/>"
WORD = (
    p("Größere Fähre für Erlenhafen", "Titel")
    + p("Der Rat hat den Bau beschlossen.", "Untertitel")
    + f"<w:p>{r('Nach ')}{r('Angaben ', BOLD)}{r('des', BOLD)}{r(' Hafenamts kostet sie ')}"
    f'<w:hyperlink r:id="rId7">{r("48 Millionen")}</w:hyperlink>{r(" Euro")}'
    '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t><w:br/><w:t>H</w:t></w:r>'
    f"{r('2', '<w:vertAlign w:val=' + chr(34) + 'subscript' + chr(34) + '/>')}{r('O')}</w:p>"
    + p("Wer zahlt", "berschrift1")
    + p("das Land", "Punkt")
    + '<w:p><w:pPr><w:pStyle w:val="Punkt"/><w:numPr>'
    '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    f"</w:pPr>{r('zur Hälfte')}</w:p>"
    + p("die Stadt", "Punkt")
    + '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>'
    f"{r('Erstens')}</w:p>"
    + p("Im Haus", "Haus")
    + p("Wir bauen.", "Zitat")
    + p("Und zwar bald.", "Zitat")
    + f"<w:tbl><w:tblPr/><w:tr><w:trPr><w:tblHeader/></w:trPr>"
    f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Kosten")}</w:tc></w:tr>'
    f"<w:tr><w:tc>{p('Land')}{p('und Kreis')}</w:tc><w:tc>{p('24')}</w:tc></w:tr></w:tbl>"
    + p("Was folgt", face=BOLD)
    + p("Gebaut wird im Herbst, ", face=SLANTED)
)
WORD_BODY = (
    "<p>Nach <strong>Angaben des</strong> Hafenamts kostet sie "
    '<a href="https://stadt.example/a?b=1&amp;c=2" rel="noopener">48 Millionen</a> Euro[1].<br>'
    "H<sub>2</sub>O</p><h2>Wer zahlt</h2>"
    "<ul><li>das Land<ul><li>zur Hälfte</li></ul></li><li>die Stadt</li></ul>"
    "<ol><li>Erstens</li></ol><h2>Im Haus</h2>"
    "<blockquote><p>Wir bauen.</p><p>Und zwar bald.</p></blockquote>"
    '<table><thead><tr><th colspan="2">Kosten</th></tr></thead>'
    "<tbody><tr><td>Land<br>und Kreis</td><td>24</td></tr></tbody></table>"
    "<h2>Was folgt</h2><p><em>Gebaut wird im Herbst,</em></p>"
    "<p>[1] Ohne Mehrwertsteuer</p>"
)
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
    f"{r(' Ohne Mehrwertsteuer')}</w:p></w:footnote>"
)
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="Grafik 1" descr="Die alte Fähre"/>'
    '<a:graphic><a:blip r:embed="rId8"/></a:graphic></wp:inline></w:drawing></w:r>'
    '<w:r><w:drawing><wp:inline><wp:docPr id="2"/><a:graphic><a:blip r:link="rId9"/></a:graphic>'
    "</wp:inline></w:drawing></w:r></w:p>"
)
BOX = "<w:txbxContent>" + p("Im Kasten") + "</w:txbxContent>"
BOXED = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
    f"{BOX}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Vor dem Kasten.</w:t></w:r></w:p>"
)
LIBRE = """
<text:p text:style-name="P1">Größere Fähre für<text:s/>Erlenhafen</text:p>
<text:p text:style-name="Subtitle">Der Rat hat den Bau beschlossen.</text:p>
<text:p>Nach <text:span text:style-name="Strong_20_Emphasis">Angaben des</text:span> Hafenamts
<text:a xlink:type="simple" xlink:href="https://stadt.example/a?b=1&amp;c=2">48 Millionen</text:a>
Euro<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1</text:note-citation>
<text:note-body><text:p>Ohne Mehrwertsteuer</text:p></text:note-body></text:note
>.<text:line-break/>H<text:span text:style-name="T2">2</text:span>O<office:annotation
><dc:creator>Chefin</dc:creator><text:p>Stimmt
das?</text:p></office:annotation></text:p>
<text:h text:style-name="Heading_20_1" text:outline-level="1">Wer zahlt</text:h>
<text:list text:style-name="L1"><text:list-item><text:p>das Land</text:p><text:list>
<text:list-item><text:p>zur Hälfte</text:p></text:list-item></text:list></text:list-item>
<text:list-item><text:p>die Stadt</text:p></text:list-item></text:list>
<text:h text:outline-level="2">Im Haus</text:h>
<text:p text:style-name="P2">Wir bauen.</text:p><text:p text:style-name="P2">Und zwar bald.</text:p>
<table:table><table:table-column/><table:table-header-rows><table:table-row><table:table-cell
 table:number-columns-spanned="2"><text:p>Kosten</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row></table:table-header-rows>
<table:table-row><table:table-cell><text:p>Land</text:p><text:p>und Kreis</text:p>
</table:table-cell>
<table:table-cell><text:p>24</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:image xlink:href="Pictures/1000.png"/><svg:desc>Die alte Fähre</svg:desc>
</draw:frame>Gebaut wird im <text:span text:style-name="T1">Herbst</text:span>.</text:p>
<text:p><draw:frame><draw:text-box><text:p>Im Kasten</text:p></draw:text-box></draw:frame
>Zuletzt.</text:p>
"""
LIBRE_BODY = (
    "<p>Nach <strong>Angaben des</strong> Hafenamts "
    '<a href="https://stadt.example/a?b=1&amp;c=2" rel="noopener">48 Millionen</a> Euro[1].<br>'
    "H<sub>2</sub>O</p><h2>Wer zahlt</h2>"
    "<ul><li>das Land<ol><li>zur Hälfte</li></ol></li><li>die Stadt</li></ul><h2>Im Haus</h2>"
    "<blockquote><p>Wir bauen.</p><p>Und zwar bald.</p></blockquote>"
    '<table><thead><tr><th colspan="2">Kosten</th></tr></thead>'
    "<tbody><tr><td>Land<br>und Kreis</td><td>24</td></tr></tbody></table>"
    "<p>Gebaut wird im <em>Herbst</em>.</p><p>Zuletzt.</p><p>Im Kasten</p>"
    "<p>[1] Ohne Mehrwertsteuer</p>"
)


def one(data: bytes) -> Piece:
    (piece,) = read(data, "faehre")
    return piece


def body(piece: Piece) -> str:
    return without_ids(ready(piece))


def test_a_document_of_word_keeps_its_structure_and_every_word():
    piece = one(docx(WORD, footnotes=FOOTNOTES))
    assert (piece.headline, piece.lead) == (
        "Größere Fähre für Erlenhafen", "Der Rat hat den Bau beschlossen.",
    )  # fmt: skip
    assert (piece.byline, piece.language) == ("Änne Özdemir", "de-DE")
    assert body(piece) == WORD_BODY


def test_a_document_of_libreoffice_keeps_its_structure_and_every_word():
    piece = one(odt(LIBRE))
    assert (piece.headline, piece.lead) == (
        "Größere Fähre für Erlenhafen", "Der Rat hat den Bau beschlossen.",
    )  # fmt: skip
    assert (piece.byline, piece.language) == ("Änne Özdemir", "de-AT")
    assert body(piece) == LIBRE_BODY
    assert "Chefin: Stimmt das?" in piece.notes
    assert [(it.address, it.caption) for it in piece.pictures] == [("1000.png", "Die alte Fähre")]


@pytest.mark.parametrize(
    ("passages", "headline", "lead", "rest"),
    [
        (p("Eins", "berschrift1") + p("Zwei."), "Eins", "", "<p>Zwei.</p>"),
        (p("Meldung") + p("Eins", "berschrift1"), "Eins", "", "<p>Meldung</p>"),
        (p("Eins") + p("Zwei.", face=BOLD) + p("Drei."), "Eins", "Zwei.", "<p>Drei.</p>"),
        (p("Eins") + p("Zwei", face=BOLD) + p("Drei."), "Eins", "", "<h2>Zwei</h2><p>Drei.</p>"),
        (p("Eins", "Kreis") + p("Zwei.", "fremd"), "Eins", "", "<p>Zwei.</p>"),
    ],
)
def test_without_a_title_the_first_line_is_the_headline(passages, headline, lead, rest):
    piece = one(docx(passages))
    assert (piece.headline, piece.lead, body(piece)) == (headline, lead, rest)


def test_text_boxes_are_read_once_and_hidden_words_go_to_the_desk():
    piece = one(docx(p("Eins") + BOXED + p("Geheim", face="<w:vanish/>")))
    assert body(piece) == "<p>Vor dem Kasten.</p><p>Im Kasten</p>"
    assert "Geheim" in piece.notes


def test_a_picture_in_a_text_box_is_told_of_once():
    boxed = BOXED.replace("</w:txbxContent>", f"{PICTURE}</w:txbxContent>")
    piece = one(docx(p("Eins") + boxed))
    assert [it.address for it in piece.pictures] == ["image1.jpeg", "x.png"]
    assert body(piece) == "<p>Vor dem Kasten.</p><p>Im Kasten</p>"


def test_a_hidden_section_is_for_the_desk_and_a_new_page_parts_words():
    hidden = '<text:section text:display="none"><text:p>Geheim</text:p></text:section>'
    piece = one(odt(f"<text:p>Eins</text:p>{hidden}<text:p>Zwei.</text:p>"))
    assert (body(piece), piece.notes) == ("<p>Zwei.</p>", ("Geheim",))
    paged = f"<w:p>{r('Zwei')}<w:r><w:br w:type='page'/></w:r>{r('drei.')}</w:p>"
    assert body(one(docx(p("Eins") + paged))) == "<p>Zwei drei.</p>"


def test_the_address_of_a_link_written_as_a_field_goes_to_the_desk():
    code = '<w:instrText> HYPERLINK "https://stadt.example/rat" </w:instrText>'
    piece = one(docx(p("Eins") + f"<w:p><w:r>{code}</w:r>{r('Der Rat')}</w:p>"))
    assert body(piece) == "<p>Der Rat</p>"
    assert piece.notes == ("https://stadt.example/rat",)


def test_comments_and_what_stands_above_pages_are_for_the_desk():
    comments = f'<w:comment w:id="0" w:author="Chefin">{p("Stimmt das?")}</w:comment>'
    piece = one(
        docx(p("Eins") + p("Zwei."), comments=comments, header=p("Entwurf") + BOXED, footer=p("1"))
    )
    assert piece.notes == ("Chefin: Stimmt das?", "Entwurf Vor dem Kasten. Im Kasten")
    assert body(piece) == "<p>Zwei.</p>"


def test_pictures_are_told_of_and_none_is_fetched(db):
    data = docx(p("Eins") + PICTURE + p("Zwei."), more={"word/media/image1.jpeg": b"\xff\xd8"})
    (outcome,) = receive(data, "faehre.docx", by=service_account(), section=section("politik"))
    assert outcome.fate is Fate.TAKEN
    note = Article.objects.get().internal_note
    assert "Die alte Fähre · image1.jpeg" in note
    assert "x.png" in note
    assert [it.caption for it in one(data).pictures] == ["Die alte Fähre", ""]
    assert "not taken in" in note or "nicht übernommen" in note


TRACKED = [
    docx(p("Eins") + f'<w:p><w:ins w:id="1" w:author="A">{r("Zwei")}</w:ins></w:p>'),
    docx(p("Eins") + '<w:p><w:del w:id="1"><w:r><w:delText>Zwei</w:delText></w:r></w:del></w:p>'),
    docx(
        p("Eins") + '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
        footnotes='<w:footnote w:id="2"><w:p><w:ins w:id="1">'
        f"{r('Zwei')}</w:ins></w:p></w:footnote>",
    ),
    odt(
        '<text:tracked-changes><text:changed-region text:id="c"><text:insertion/>'
        "</text:changed-region></text:tracked-changes><text:p>Eins</text:p>"
    ),
]


@pytest.mark.parametrize("data", TRACKED, ids=["inserted", "deleted", "in a footnote", "odt"])
def test_tracked_changes_are_for_people_to_decide(data):
    with pytest.raises(Unreadable, match="accept or reject the changes first"):
        read(data, "x")


def test_a_document_that_tracks_but_has_no_changes_is_read():
    tracking = '<text:tracked-changes text:track-changes="true"/>'
    assert one(odt(f"{tracking}<text:p>Eins</text:p><text:p>Zwei.</text:p>")).headline == "Eins"


SOUND = docx(p("Eins") + p("Zwei."))
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@cache
def bomb() -> bytes:
    """A hundred megabytes of nothing."""
    return docx("", more={"word/document.xml": b"<a>" + b" " * 100 * 1024 * 1024 + b"</a>"})


DENSE = docx(p("Eins"), more={"word/document.xml": b"<a>" + b" " * 8 * 1024 * 1024 + b"</a>"})
DTD = '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/w.dtd"><w/>'
ENTITY = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]><w>&e;</w>'
HOSTILE = {
    "a bomb": (bomb, "more than 16 megabytes"),
    "a bomb that tells a small size": (
        lambda: lying(bomb(), "word/document.xml", 900),
        "more than 16",
    ),
    "a dense part": (DENSE, "200 times"),
    "too small a size": (lying(SOUND, "word/document.xml", 10), "size that the archive tells"),
    "too large a size": (lying(SOUND, "word/document.xml", 99_999), "size that the archive tells"),
    "encrypted": (flagged(SOUND), "encrypted"),
    "cut off": (SOUND[: len(SOUND) // 2], "cut off"),
    "damaged": (SOUND[:900] + b"\0" * 40 + SOUND[940:], "no sound archive"),
    "entries": (archive({f"{n}": "" for n in range(2_001)}), "entries"),
    "nested": (archive({"a.zip": SOUND}), "no document of Word"),
    "an archive as its text": (docx("", more={"word/document.xml": SOUND}), "no sound XML"),
    "macros": (docx(p("Eins"), kind=MACROS), "macros"),
    "hidden macros": (docx(p("Eins"), more={"word/vbaProject.bin": b"x"}), "macros"),
    "macros in odt": (
        odt("<text:p>Eins</text:p>", more={"Basic/Standard/Module1.xml": "x"}),
        "macros",
    ),
    "a sheet": (docx(p("Eins"), kind=SHEET), "no text document"),
    "a document type": (docx("", more={"word/document.xml": DTD}), "document type"),
    "an entity": (docx("", more={"word/styles.xml": ENTITY}), "document type|entities"),
    "an entity in odt": (odt("", more={"content.xml": ENTITY}), "document type|entities"),
    "elements": (docx("".join(f'<w:p w:n="{n}"/>' for n in range(110_000))), "Too many elements"),
    "attributes": (
        docx("<w:p " + " ".join(f'a{n}=""' for n in range(200_001)) + "/>"),
        "elements or attributes",
    ),
    "styles": (
        docx(
            p("Eins"),
            more={
                "word/styles.xml": "<styles>"
                + "".join(f'<style styleId="s{n}"/>' for n in range(5_001))
                + "</styles>"
            },
        ),
        "5000 styles",
    ),
    "length": (lambda: docx(p(" ".join(str(n) for n in range(400_000)))), "two megabytes"),
    "depth": (docx("<w:sdt>" * 200 + "</w:sdt>" * 200), "Too many elements"),
    "another document in it": (docx(p("Eins") + '<w:altChunk r:id="rId7"/>'), "another document"),
    "nothing": (docx(""), "no text"),
    "nothing in odt": (odt("<text:p/>"), "no text"),
    "an old document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old document"),
    "odt with a password": (
        odt("", more={"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        "encrypted",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_hostile_or_broken_is_refused_in_words(name):
    data, why = HOSTILE[name]
    with pytest.raises(Unreadable, match=why):
        read(data() if callable(data) else data, "x.docx")


def test_a_bomb_costs_no_more_memory_than_it_has_room():
    data = bomb()
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable):
            read(data, "x.docx")
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_a_hundred_styles_based_on_one_another_are_followed_to_the_last():
    chain = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>'
        for n in range(100)
    )
    last = '<w:style w:styleId="s100"><w:name w:val="heading 1"/></w:style>'
    styles = STYLES.replace("</w:styles>", f"{chain}{last}</w:styles>")
    piece = one(docx(p("Eins") + p("Zwei", "s0"), more={"word/styles.xml": styles}))
    assert piece.headline == "Zwei"


def test_names_in_an_archive_lead_nowhere():
    odd = {"../../etc/passwd": "x", "/word/styles.xml": "x", "word\\document.xml": "x"}
    assert one(docx(p("Eins") + p("Zwei."), more=odd)).headline == "Eins"


def test_a_refused_document_is_kept_and_said_why(db):
    (outcome,) = receive(TRACKED[0], "faehre.docx", by=service_account())
    assert outcome.fate is Fate.REFUSED
    assert "accept or reject" in Dispatch.objects.get(state=Dispatch.State.REFUSED).why


def test_both_commands_take_documents(db, tmp_path):
    section("politik")
    for command, data, name in (
        ("import_article", docx(WORD, footnotes=FOOTNOTES), "faehre.docx"),
        ("receive", odt(LIBRE), "faehre.odt"),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        call_command(command, str(path), "--section", "politik", stdout=StringIO())
    first, second = Article.objects.order_by("pk")
    assert first.headline == second.headline == "Größere Fähre für Erlenhafen"
    assert first.standfirst == second.standfirst == "Der Rat hat den Bau beschlossen."
    assert "[1] Ohne Mehrwertsteuer" in plain(first.body)
    assert "Änne Özdemir" in first.internal_note
    assert (first.language, second.language) == ("de", "de-AT")
    broken = tmp_path / "kaputt.docx"
    broken.write_bytes(TRACKED[0])
    with pytest.raises(CommandError):
        call_command("import_article", str(broken), stdout=StringIO(), stderr=StringIO())
    assert Article.objects.count() == 2


def test_a_document_with_large_pictures_is_read_and_one_too_large_is_refused(tmp_path):
    """What is in the pictures is no text: it is not unpacked for reading it."""
    pictures = {f"word/media/{n}.jpg": random.Random(n).randbytes(5_000_000) for n in range(4)}
    data = docx(p("Eins") + p("Zwei."), more=pictures)
    assert len(data) > 20_000_000
    tracemalloc.start()
    try:
        assert one(data).headline == "Eins"
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    with path.open("rb") as file:
        assert bounded(file) == data
    path.write_bytes(data + b"x" * LARGEST_DOCUMENT)
    with path.open("rb") as file, pytest.raises(Unreadable, match="larger than 25 megabytes"):
        read(bounded(file), "x.docx")


def test_of_a_long_text_no_more_is_read_than_shows_that_it_is_too_long(tmp_path):
    path = tmp_path / "x.txt"
    path.write_bytes(b"x" * (LARGEST + 9))
    with path.open("rb") as file:
        assert len(bounded(file)) == LARGEST + 1
