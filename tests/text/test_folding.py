"""How words are folded, questions understood and passages marked: the plain half of search."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.asking import LONGEST, MOST, understand
from articles.text.folding import fold, letters, readings
from articles.text.highlighting import marked, passage
from articles.text.misspelling import neighbours


@pytest.mark.parametrize(
    "same",
    [
        ("Südkorea", "suedkorea", "Sudkorea", "SU\u0308DKOREA", "Süd\u00adkorea"),
        ("Müller", "Mueller", "Muller", "MÜLLER"),
        ("Straße", "STRASSE", "strasse", "Straẞe"),
        ("Łódź", "Lodz"),
        ("O'Neill", "O’Neill", "o neill"),
        ("E-Mail", "e mail"),
    ],
)
def test_spellings_of_the_same_are_one(same):
    assert len({fold(one) for one in same}) == 1


@pytest.mark.parametrize("word", ["neue", "Bauer", "Quelle", "Feuer", "Frauen", "Steuer"])
def test_an_e_that_makes_no_umlaut_stays(word):
    assert fold(word) == word.lower()


def test_stop_words_that_lost_their_umlaut_are_still_none_to_be_stemmed():
    assert readings("Geld für Brücken über den Fluss").german == "geld brucken den fluss"
    assert readings("für").literal == "fur"


@given(st.text())
def test_what_is_folded_holds_letters_and_digits_alone_and_folds_no_further(text):
    once = letters(text)
    assert letters(once) == once
    assert all(one.isalnum() or one == " " for one in fold(text))


@given(st.text(max_size=500))
def test_no_question_is_too_odd_to_be_understood(text):
    asked = understand(text)
    assert len(asked.units) + len(asked.without) <= MOST
    assert all(unit.readings.literal for unit in asked.units)
    assert all(len(unit.text) <= LONGEST for unit in asked.units)


def test_a_question_is_words_phrases_either_or_and_without():
    asked = understand('fähre „brüderliche Pflicht“ ost OR west -krieg -"kalter krieg" E-Mail')
    texts = [[unit.text for unit in group] for group in asked.groups]
    assert texts == [["fähre"], ["brüderliche Pflicht"], ["ost", "west"], ["E-Mail"]]
    assert [unit.text for unit in asked.without] == ["krieg", "kalter krieg"]
    assert [unit.single for unit in asked.units] == [True, False, True, True, False]


@given(st.text(), st.lists(st.text(min_size=1)))
def test_marking_changes_no_letter_and_lets_no_markup_through(text, words):
    told = marked(text, {fold(one) for one in words})
    page = html5lib.parseFragment(told, namespaceHTMLElements=False)
    assert {one.tag for one in page.iter()} <= {"DOCUMENT_FRAGMENT", "mark"}


def test_forms_and_compounds_of_a_word_are_marked():
    words = {fold(one) for one in ("Rakete", "Häuser", "Stadt")}
    told = marked("Raketenstarts, ein Haus & die Städte; Statut.", words)
    assert told == (
        "<mark>Raketenstarts</mark>, ein <mark>Haus</mark> &amp; die <mark>Städte</mark>; Statut."
    )


def test_a_passage_is_where_the_words_are():
    text = "Anfang. " + "Wort " * 200 + "die Orgel und die Pfeifen " + "Wort " * 200
    assert "Orgel und die Pfeifen" in passage(text, {"orgel", "pfeifen"})
    assert passage(text, {"nichts"}).startswith("Anfang.")
    assert len(passage(text, {"orgel"})) < 240


def test_every_single_slip_has_its_word_among_its_neighbours():
    for slip in ("fhare", "fahr", "fahree", "fohre"):
        assert "fahre" in neighbours(slip)
    assert neighbours("abc") == neighbours("x" * 40) == set()
