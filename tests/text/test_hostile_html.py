"""What wants to break the cleaner, or to get past it."""

import json
import re
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from time import process_time

import nh3
import pytest

from articles.text.blocks import ATTRIBUTES, TAGS, TooDeep, TooLong, TooMany, Unclean, clean, plain
from articles.text.values import SCHEMES

#: Processor seconds. Not a measure of speed, which bench/ takes: what is quadratic takes minutes.
HANGS = 10

CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"
MANY = 200_000


class Audit(HTMLParser):
    """Fails on any tag, attribute or address that a body may not have."""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS
        for name, value in attrs:
            assert name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | {"rel"}
            if name == "href":
                scheme, colon, _rest = re.split("[/?#]", value)[0].partition(":")
                assert not colon or scheme.lower() in SCHEMES

    def handle_comment(self, data):
        raise AssertionError(data)


def payloads() -> list[str]:
    sources = (("xss/dompurify.json", "payload"), ("xss/html5sec.json", "data"))
    found = [
        one[key]
        for name, key in sources
        if (CORPORA / name).exists()
        for one in json.loads((CORPORA / name).read_text(encoding="utf-8"))
    ]
    naughty = CORPORA / "naughty-strings" / "blns.json"
    if naughty.exists():
        found += json.loads(naughty.read_text(encoding="utf-8"))
    return found


def test_no_known_attack_gets_through():
    attacks = payloads()
    if not attacks:
        pytest.skip("The corpora are not here.")
    for attack in attacks:
        body = clean(attack)
        Audit().feed(body)
        assert clean(body) == body
        assert nh3.clean(body, tags=TAGS, attributes=ATTRIBUTES, link_rel="noopener") == body


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote>" * MANY,
        "<b>" * MANY,
        "<div>" * MANY,
        "<font>" * MANY,
        "<table><tr><td>" * MANY,
        "<ul><li>" * MANY,
        "".join(f"<b x={number}>" for number in range(MANY // 2)),
        # Ends that a parser ignores must not be taken for ends.
        ("<b>" * 90 + "<textarea>" + "</u>" * 90) * 1000,
        ("<div>" * 90 + "<table><tr><td>" + "</div>" * 90) * 1000,
    ],
    ids=lambda html: html[:24],
)
def test_deep_nesting_is_refused_at_once(html):
    start = process_time()
    with pytest.raises(TooDeep) as refusal:
        clean(html[:2_000_000])
    assert process_time() - start < HANGS
    assert str(refusal.value).startswith("More than a hundred elements")


def test_what_html_closes_by_itself_is_not_deep():
    assert clean("<p>" * 20_000) == ""
    assert plain(clean("<p>a" * 20_000)) == "\n\n".join("a" * 20_000)
    assert plain(clean("<ul>" + "<li>a" * 15_000)) == "\n".join("a" * 15_000)
    assert plain(clean("a<br>" * 1000 + "<hr><img>" * 1000)) == "\n".join("a" * 1000)
    assert plain(clean("<p><b>a</p>" * 1000)) == "\n\n".join("a" * 1000)


def test_what_just_fits_fits_again():
    body = clean("<blockquote>" * 98 + "a")
    assert clean(body) == body


def test_more_than_two_megabytes_are_refused():
    assert clean("ä" * 1_000_000)
    with pytest.raises(TooLong):
        clean("ä" * 1_000_001)


def test_more_tags_than_anybody_writes_are_refused():
    with pytest.raises(TooMany):
        clean("<p>a" * 100_000)


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "<p>a",
            "<li>a",
            "a<",
            "< ",
            "<a ",
            "<a x='>' ",
            '<a x="',
            "<!--",
            "<!",
            "</",
            "&",
            "&amp;",
        ),
        *(
            "<script>",
            "<script><!--<script></script>",
            "<style>",
            "<br>",
            "<i><em>",
            "<td>",
            "<p/>",
        ),
        *(
            "\u0338",
            "a\u0301",
            " ",
            "\n",
            "&#1;",
            "<svg><title>",
            "<![CDATA[",
            "<table>",
            "<x y=z>",
        ),
    ],
)
def test_two_megabytes_of_anything_do_not_take_the_square_of_the_time(piece):
    html = (piece * (2_000_000 // len(piece.encode())))[:-1] + ">"
    start = process_time()
    with suppress(Unclean):
        clean(html)
    assert process_time() - start < HANGS
