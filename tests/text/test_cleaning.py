"""What stays of a body and what does not."""

import unicodedata

import pytest

from articles.text.blocks import clean, plain, split, without_ids


def cleaned(html: str) -> str:
    return without_ids(clean(html))


@pytest.mark.parametrize(
    "html",
    [
        "<p>Ein <strong>fetter</strong> und <em>schiefer</em> Satz<br>mit H<sub>2</sub>O.</p>",
        "<h2>Zwischentitel</h2><h3>Kleiner</h3>",
        "<ul><li>eins</li><li>zwei<ol><li>zwei a</li></ol></li></ul>",
        "<blockquote><p>Wort.</p><p>Noch eins.</p><cite>Die Ministerin</cite></blockquote>",
        '<p><a href="https://example.com/?a=1&amp;b=2" rel="noopener">Quelle</a></p>',
        '<p>Das <span lang="en-GB">wall of shame</span></p>',
        '<table><caption>Zahlen</caption><thead><tr><th scope="col">Jahr</th></tr></thead>'
        '<tbody><tr><td colspan="2">2024</td></tr></tbody></table>',
        '<figure data-picture="17"><figcaption>Peking</figcaption></figure>',
        '<aside data-story="0199aa"></aside>',
        '<aside data-box=""><h3>Fakten</h3><p>Eins.</p></aside>',
        '<div data-embed="https://video.example/1"></div>',
        "<p>Preis:&nbsp;5&nbsp;€ &lt;netto&gt; &amp; mehr</p>",
    ],
)
def test_what_the_editor_can_write_stays_as_it_is(html):
    assert cleaned(html) == html


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("Nur Wort", "<p>Nur Wort</p>"),
        ("<p>a</p>b <b>c</b><p>d</p>", "<p>a</p><p>b <strong>c</strong></p><p>d</p>"),
        ("<div>a</div><div>b</div>", "<p>a</p><p>b</p>"),
        ("<dl><dt>a<dd>b</dl>", "<p>a</p><p>b</p>"),
        ("<td>a</td><td>b</td>", "<p>a</p><p>b</p>"),
        ("<h1>a</h1><h5>b</h5>", "<h2>a</h2><h3>b</h3>"),
        ("<i><b>x</b></i>", "<p><strong><em>x</em></strong></p>"),
        ("<b>x</b><b>y</b>", "<p><strong>xy</strong></p>"),
        ("<b><p>x</p><p>y</p></b>", "<p><strong>x</strong></p><p><strong>y</strong></p>"),
        ("<p>a</p><p>&nbsp;</p><p><br></p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a\n  b</p>", "<p>a b</p>"),
        ("<p>a<script>b</script><style>c</style>d</p>", "<p>ad</p>"),
        ('<a href="javascript:x()">a</a>', "<p>a</p>"),
        ('<a href="java&#10;script:x()">a</a>', "<p>a</p>"),
        ('<p style="color:red" onclick="x()" class="c" id="i">a</p>', "<p>a</p>"),
        ("<img src=x onerror=alert(1)>a", "<p>a</p>"),
        ("<p>a<!-- b --><!c><?d?>e</p>", "<p>ae</p>"),
        ("<p>5 < 6 und 7 > 3", "<p>5 &lt; 6 und 7 &gt; 3</p>"),
        ('<figure><img src="x"><figcaption>a</figcaption></figure>', "<p>a</p>"),
        ("<figure data-picture='\"><b>'>a</figure>", "<p>a</p>"),
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li><p>a</p></li><li></li></ul>", "<ul><li>a</li></ul>"),
        (
            "<table><tr><td>a<td colspan=1 rowspan=9>b",
            '<table><tbody><tr><td>a</td><td rowspan="9">b</td></tr></tbody></table>',
        ),
        (
            "<blockquote>a<footer>b</footer></blockquote>",
            "<blockquote><p>a</p><cite>b</cite></blockquote>",
        ),
        ("a\x00b\x07c\x85d", "<p>abc d</p>"),
        ("\ud800a&#xfeff;b", "<p>ab</p>"),
        ("<p title='>'>a", "<p>a</p>"),
        ('<p title=">a</p><p>b', "<p>a</p><p>b</p>"),
        ("<!-- nie zu, <p>a", "<p>&lt;!-- nie zu,</p><p>a</p>"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_everything_else_goes_and_the_words_stay(html, left):
    assert cleaned(html) == left


def test_letters_are_composed_and_never_with_a_tag():
    assert cleaned("<p>u\u0308ber") == "<p>über</p>"
    body = clean("<p>\u0338a<b>\u0338b</b></p>")
    assert unicodedata.normalize("NFC", body) == body


def test_the_words_of_a_body_stand_apart_as_its_blocks_do():
    body = (
        "<p>a &amp; b<br>c</p><ul><li>d<ul><li>e</li></ul></li></ul><table><tr><td>f<td>g<tr><td>h"
    )
    assert plain(body) == "a & b\nc\n\nd\ne\n\nf\tg\nh"


def test_a_body_is_split_into_its_blocks():
    one, two = split(clean("<h2 data-block='abcdefgh'>Fähre</h2><p>Wort <b>fett</b>"))
    assert (one.id, one.tag, one.text) == ("abcdefgh", "h2", "Fähre")
    assert one.html == '<h2 data-block="abcdefgh">Fähre</h2>'
    assert (two.tag, two.text) == ("p", "Wort fett")
