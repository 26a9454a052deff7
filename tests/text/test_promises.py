"""What a newsroom says it reported before is recognised; what others say is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.promises import promises, promises_in

TABLES = Path(__file__).parent / "promises"


def lines(kind: str) -> list[str]:
    """Of both languages, those that were set apart before the code was written among them."""
    names = [f"{one}_{kind}{more}.txt" for one in ("de", "en") for more in ("", "_held_out")]
    texts = [(TABLES / name).read_text(encoding="utf-8") for name in names]
    return [line for text in texts for line in text.splitlines() if line]


@pytest.mark.parametrize("line", lines("promised"))
def test_a_promise_is_recognised_and_quoted_word_for_word(line):
    text, quoted = line.split(" => ")
    found = list(promises_in(text))
    assert [one.quoted for one in found] == [quoted]
    assert found[0].sentence in text


@pytest.mark.parametrize("line", lines("other"))
def test_anything_else_is_none(line):
    assert list(promises_in(line)) == []


def test_there_are_sixty_of_each_in_each_language():
    for kind in ("promised", "other"):
        for language in ("de", "en"):
            files = [TABLES / f"{language}_{kind}{more}.txt" for more in ("", "_held_out")]
            assert sum(len(one.read_text().splitlines()) for one in files) >= 60


def test_a_headline_in_quotation_marks_that_goes_on_stays_whole():
    (found,) = promises_in("Zuvor berichteten wir, dass «Die Fähre muss fahren»: Rat beschließt.")
    assert found.quoted == "«Die Fähre muss fahren»: Rat beschließt"


def test_the_same_promise_is_told_once():
    text = "Zuvor berichteten wir, dass Ostkai hält bis 2028."
    assert len(promises([text, f"Gut so. {text}"])) == 1


def test_a_promise_inside_somebody_elses_words_is_not_ours():
    text = "«Es ist gut. Zuvor berichteten wir, dass Ostkai hält bis 2028.» Er ging."
    assert promises([text]) == []


@given(st.text(alphabet="Zuvor berichtnw,dasß: «».?!\n", max_size=200))
def test_it_takes_any_text_and_invents_nothing(text):
    for one in promises_in(text):
        assert one.quoted in text


def test_a_long_passage_takes_no_long_time_to_read():
    assert promises(["Wir berichteten bereits " * 50_000]) == []
