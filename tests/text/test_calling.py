"""Who is called in a text by @name."""

import pytest

from articles.text.calling import called, pieces, strangers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@ida schau bitte", ["ida"]),
        ("Frag (@ida), bitte", ["ida"]),
        ("Das weiß @ida.lund.", ["ida.lund.", "ida.lund"]),
        ("An ida@example.org geschickt", []),
        ("@ida@example.org weiß es", ["ida@example.org"]),
        ("@ und @@", []),
        ("@jörg, @ida, @jörg", ["jörg", "ida"]),
    ],
)
def test_names_are_found_and_addresses_are_not(text, names):
    assert called(text) == names


def test_whoever_is_nobody_here_is_named():
    assert strangers("@Ida. und @fremd, @ida", ["ida"]) == ["fremd"]


def test_the_words_stay_whole_around_the_calls():
    text = "Bitte @ida., und @niemand: @Ida"
    found = list(pieces(text, {"ida": "Ida Lund"}))
    assert "".join(words for words, _whose in found) == text
    assert [one for one in found if one[1]] == [("@ida", "Ida Lund"), ("@Ida", "Ida Lund")]
