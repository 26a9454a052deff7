"""Words, minutes and marks."""

from articles.text.counting import minutes, words
from articles.text.typography import hangs


def test_a_number_with_a_point_and_a_compound_are_one_word_each():
    assert words("Rund 13.000 anti-ukrainische «Töne» – mehr nicht.") == 6


def test_the_shortest_text_takes_a_minute():
    assert minutes("") == 1
    assert minutes("wort " * 200) == 1
    assert minutes("wort " * 201) == 2


def test_only_an_opening_mark_hangs():
    assert hangs("«Ja» sagt er")
    assert hangs("„Ja“ sagt er")
    assert hangs("“Yes,” she says")
    assert not hangs("Er sagt «Ja»")
    assert not hangs("")
