"""How much of a draft is its source, word for word, is measured as it is; changed facts show."""

import itertools
import random
import time

import pytest

from articles.text.copied import check

SYLLABLES = ["ka", "lo", "mer", "sund", "ti", "ber", "hal", "nu", "gor", "fei", "ran", "wol"]
#: Invented words of three syllables; some stand in every text, as some do in every language.
VOCABULARY = ["".join(one) for one in itertools.product(SYLLABLES, repeat=3)]


def sentences(chance: random.Random, count: int) -> list[str]:
    """Of twelve words and a figure each; two thirds of the words are the forty most frequent."""
    found = []
    for _number in range(count):
        words = [chance.choice(VOCABULARY[: 40 if one % 3 else None]) for one in range(12)]
        words[chance.randrange(3, 9)] = str(chance.randrange(1_000, 9_999))
        found.append(f"{' '.join(words).capitalize()}.")
    return found


def pair(seed: int, percent: int) -> tuple[str, str]:
    """A draft of which that share are sentences of its source."""
    chance = random.Random(seed)
    source, own = sentences(chance, 40), sentences(chance, 40)
    count = round(40 * percent / 100)
    draft = chance.sample(source, count) + own[count:]
    chance.shuffle(draft)
    return " ".join(draft), " ".join(source)


@pytest.mark.parametrize("percent", [0, 30, 60, 100])
def test_the_share_of_copied_words_is_found_within_five_points(percent):
    for seed in range(50):
        draft, source = pair(seed * 7 + percent, percent)
        assert abs(check(draft, [source]).share * 100 - percent) <= 5


def test_a_changed_figure_is_always_named_even_where_the_source_has_it_elsewhere():
    for seed in range(50):
        chance = random.Random(seed)
        draft, source = pair(seed, 100)
        assert check(draft, [source]).figures == []
        old, other = chance.sample([one for one in draft.split() if one.isdigit()], 2)
        for new in ("77", other):
            assert check(draft.replace(old, new, 1), [source]).figures == [new]


def test_the_longest_row_is_counted_in_words():
    source = "Der Rat hat am Montag beschlossen, die Fähre bis zum Jahr 2046 zu behalten."
    found = check("Nun steht fest: Die Fähre bis zum Jahr 2046 zu retten, ist teuer.", [source])
    assert found.longest == 7


def test_short_rows_are_everybodys():
    found = check("Der Rat hat am Dienstag getagt.", ["Der Rat hat am Montag getagt."])
    assert (found.share, found.longest, found.copies) == (0.0, 0, [])


SAID = "„Wir behalten die Fähre, solange sie schwimmt und jemand sie steuert“"


def test_quoted_words_count_neither_as_copied_nor_as_own():
    source = f"{SAID}, sagte die Bürgermeisterin am Abend."
    found = check(f"{SAID}. So klar hat das im Rat lange niemand mehr gesagt.", [source])
    assert (found.share, found.longest, found.quotations) == (0.0, 0, [])


def test_a_changed_quotation_is_named():
    changed = SAID.replace("solange", "bis")
    assert check(f"{changed}, hieß es.", [f"{SAID}, hieß es."]).quotations == [changed]


@pytest.mark.parametrize("marks", ["«»", "»«", "“”", '""', "‹›"])
def test_quotation_marks_of_every_kind_quote(marks):
    text = f"{marks[0]}{SAID[1:-1]}{marks[1]}"
    assert check(f"{text} Das war es.", [f"{SAID}."]).share == 0.0


def test_a_quotation_that_is_never_closed_hides_nothing():
    source = "Der Rat hat am Montag beschlossen, die Fähre zu behalten."
    assert check(f"„{source}", [source]).share == 1.0


def test_of_several_versions_the_newest_figures_are_right():
    new, old = (f"Nach Angaben des Amts kamen {n} Menschen an den Kai." for n in (300, 200))
    assert check(new, [new, old]).figures == []
    assert check(old, [new, old]).figures == ["200"]


def test_what_was_copied_is_shown_where_it_stands():
    source = "Der Rat hat am Montag beschlossen, die Fähre zu behalten."
    draft = f"Endlich! {source} Gut so."
    ((start, end),) = check(draft, [source]).copies
    assert draft[start:end] == source[:-1]


def test_nothing_is_compared_with_nothing():
    assert check("", [""]) == check("", [])
    assert check("Der Rat tagt am Kai um neun.", []).share == 0.0


@pytest.mark.parametrize(
    "text",
    ["a " * 50_000, "1." * 50_000, "1" * 100_000, '"' * 100_000, "„a " * 33_000, "a b " * 25_000],
)
def test_hostile_texts_cost_little_more_than_their_length(text):
    def spent(part: str) -> float:
        start = time.process_time()
        check(part, [part])
        return time.process_time() - start

    assert spent(text) < 40 * max(spent(text[: len(text) // 10]), 0.01)
