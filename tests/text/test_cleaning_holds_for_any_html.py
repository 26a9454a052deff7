"""What must be true of every body, whatever was pasted."""

import unicodedata

import nh3
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.text.blocks import ATTRIBUTES, TAGS, clean, plain, split, without_ids
from articles.text.ids import is_block_id
from articles.text.tokens import tokens

NAMES = [
    *("p", "h1", "h2", "h3", "ul", "ol", "li", "blockquote", "cite", "footer", "b", "strong", "i"),
    *("em", "a", "br", "sub", "sup", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "span"),
    *("caption", "figure", "figcaption", "aside", "div", "section", "img", "font", "svg", "math"),
    *(
        "template",
        "select",
        "option",
        "button",
        "textarea",
        "title",
        "pre",
        "form",
        "hr",
        "dl",
        "dd",
    ),
]
ATTRIBUTE = st.sampled_from(
    [
        *(
            "",
            "",
            ' data-block="0a1b2c3d"',
            " data-block=1a1b2c3d",
            " data-picture=1",
            " data-story=x",
        ),
        *(
            " data-box",
            ' data-embed="https://a.example/x?y&z"',
            " lang=de",
            ' href="https://x.example"',
        ),
        *(" href='javascript:x'", ' href="/a?b=1&copy=2"', " colspan=2 rowspan=0", ' title="a>b"'),
        *(" scope=row", " href='https://[x", ' href="//x\\y:z"', " href='mailto:a@b.example'"),
    ]
)
OPEN = st.builds(lambda name, source: f"<{name}{source}>", st.sampled_from(NAMES), ATTRIBUTE)
CLOSE = st.sampled_from(NAMES).map(lambda name: f"</{name}>")
WORDS = st.sampled_from(
    ["ein", " Wort ", "\n", "&nbsp;", "&amp;lt;", "u\u0308", "\u0338", "«ja»", "<", "&"]
)
PIECE = st.one_of(OPEN, OPEN, CLOSE, WORDS, WORDS, st.text(max_size=6))
HTML = st.lists(PIECE, max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(HTML)
def test_cleaning_twice_is_cleaning_once(html):
    body = clean(html)
    assert clean(body) == body
    assert plain(clean(body)) == plain(body)


@settings(max_examples=200, deadline=None)
@given(HTML)
def test_nh3_finds_nothing_to_change(html):
    body = clean(html)
    schemes = {"http", "https", "mailto", "tel"}
    again = nh3.clean(
        body, tags=TAGS, attributes=ATTRIBUTES, url_schemes=schemes, link_rel="noopener"
    )
    assert again == body


@settings(max_examples=200, deadline=None)
@given(HTML)
def test_every_block_has_a_key_of_its_own(html):
    blocks = split(clean(html))
    assert all(is_block_id(block.id) for block in blocks)
    assert len({block.id for block in blocks}) == len(blocks)
    body = "".join(block.html for block in blocks)
    assert clean(body) == body
    assert without_ids(body).count("data-block=") == plain(body).count("data-block=")


@settings(max_examples=300, deadline=None)
@given(HTML)
def test_no_letter_is_lost_or_invented(html):
    """Compared without blanks: those between blocks are ours, and a stroke needs a letter."""
    given = "".join(token.name for token in tokens(html) if token.kind == "text")
    assert letters(plain(clean(html))) == letters(given)


@given(st.lists(st.text("abcäöü«»", min_size=1, max_size=8), min_size=1, max_size=30))
def test_words_stay_apart_whatever_stood_between_them(words):
    for between in ("</p><p>", "<br>", "<div>", "</div>", "<hr>", "<td>", "<li>", "<dd>", " <b> "):
        assert plain(clean(between.join(words))).split() == words


def letters(text: str) -> str:
    return "".join(unicodedata.normalize("NFD", text).replace("\u0338", "").split())
