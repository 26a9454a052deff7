"""Soft hyphens: only in long German words, only where they may be parted, and no letter changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.hyphens import EDGE, LONG, SOFT, soften

WORDS = {
    "Planfeststellungsbeschluss": "Plan|fest|stel|lungs|be|schluss",
    "Bürgerentscheid": "Bürger|ent|scheid",
    "Bundesverfassungsgericht": "Bundes|ver|fas|sungs|ge|richt",
    "Sturmflutwarnung": "Sturm|flut|war|nung",
}


@pytest.mark.parametrize(("word", "parted"), WORDS.items())
def test_a_long_word_may_be_parted_where_its_parts_meet(word, parted):
    assert soften(f"«{word}»: er kommt", "de-CH").replace(SOFT, "|") == f"«{parted}»: er kommt"


@pytest.mark.parametrize(
    "text", ["Die Fähre muss fahren", "Kurzwort", "t-online.de 13.000.000.000"]
)
def test_short_words_stay_as_they_are(text):
    assert soften(text, "de") == text


def test_other_languages_stay_as_they_are():
    assert soften("Internationalisation", "en") == "Internationalisation"


def test_a_word_that_an_editor_parted_stays_as_it_is():
    assert soften("Wasser\u00adstraßenneubauamt", "de") == "Wasser\u00adstraßenneubauamt"


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüßABC -\u00ad«»0", max_size=80))
def test_nothing_but_soft_hyphens_is_added(text):
    softened = soften(text, "de")
    assert softened.replace(SOFT, "") == text.replace(SOFT, "")
    for word, before in zip(softened.split(), text.split(), strict=True):
        pieces = word.split(SOFT)
        if word != before and SOFT not in before:
            assert len(word.replace(SOFT, "")) >= LONG
            assert min(map(len, pieces)) >= 1
            assert len(pieces[0]) >= EDGE or not pieces[0].isalpha()
