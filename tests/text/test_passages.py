"""Words are found however they are set, and struck without harm to what stands around them."""

import pytest

from articles.text.passages import passages, struck_html

BODY = '<p data-block="onno2345">{}</p>'


@pytest.mark.parametrize(
    "written",
    [
        *(
            "Onno Tjarks",
            "onno tjarks",
            "Onno\u00a0Tjarks",
            "On\u00adno Tjarks",
            "Onno&nbsp;Tjarks",
        ),
        *(
            "<em>Onno</em> Tjarks",
            "Onno <strong>Tjarks</strong>",
            "Onno<br>Tjarks",
            "O<em>n</em>no Tjarks",
        ),
    ],
)
def test_a_name_is_found_however_it_is_set(written):
    body = BODY.format(f"Herr {written}, Segelmacher")
    found = passages("Onno Tjarks", [body])
    left = struck_html(body, found, "[entfernt]")
    assert left.count("[entfernt]") == 1
    assert "jarks" not in left
    assert left.startswith('<p data-block="onno2345">Herr ')
    assert left.count("<") == body.count("<"), "every tag is still there"


def test_words_in_two_blocks_are_not_one_passage():
    assert passages("Onno Tjarks", ["<p>Onno</p><p>Tjarks</p>"]) == []


def test_tags_and_keys_are_no_words():
    body = '<p data-block="strong22"><strong>strong</strong></p>'
    left = struck_html(body, passages("strong", [body]), "[…]")
    assert left == '<p data-block="strong22"><strong>[…]</strong></p>'


def test_an_address_that_holds_them_leads_to_the_front():
    body = '<p><a href="https://a.example/tjarks">hier</a> <a href="/stadt/">dort</a></p>'
    left = struck_html(body, passages("Tjarks", [body]), "[…]")
    assert left == '<p><a href="/">hier</a> <a href="/stadt/">dort</a></p>'


def test_an_embed_whose_address_holds_them_shows_nothing():
    body = '<div data-block="aaaaaaaa" data-embed="https://a.example/tjarks">Film</div>'
    left = struck_html(body, passages("Tjarks", [body]), "[…]")
    assert left == '<div data-block="aaaaaaaa" data-embed="removed">Film</div>'


def test_signs_that_html_escapes_are_found_in_both_forms():
    assert passages("Tjarks & Co", ["Tjarks & Co", "Tjarks &amp; Co"]) == [
        "Tjarks &amp; Co",
        "Tjarks & Co",
    ]
