"""Sketches say how much two texts have in common, and cost little on any text."""

import random

import pytest

from articles.text.shingles import KEPT, resemblance, sketch

WORDS = [f"wort{number}" for number in range(5_000)]


def text(seed: int, length: int = 400) -> list[str]:
    return random.Random(seed).choices(WORDS, k=length)


def test_the_same_words_are_the_same_whatever_case_and_marks():
    one = sketch("Der Rat tagt. Am Kai, um neun Uhr.")
    assert one == sketch("DER RAT TAGT – am Kai um »neun« Uhr")
    assert resemblance(one, one) == 1.0


def test_other_words_have_nothing_in_common():
    assert resemblance(sketch(" ".join(text(1))), sketch(" ".join(text(2)))) == 0.0


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_the_estimate_follows_the_share_in_common(share):
    errors = []
    for seed in range(20):
        one, other = text(seed), text(seed + 100)
        cut = int(len(one) * share)
        truth = cut / (2 * len(one) - cut)
        found = resemblance(sketch(" ".join(one)), sketch(" ".join(one[:cut] + other[cut:])))
        errors.append(found - truth)
    assert abs(sum(errors) / len(errors)) < 0.05


def test_a_text_of_two_words_has_no_sketch_and_resembles_nothing():
    assert sketch("Rat tagt") == []
    assert resemblance([], []) == 0.0


@pytest.mark.parametrize("hostile", ["a" * 100_000, "a " * 50_000, "- " * 50_000, "ﬃ" * 100_000])
def test_a_sketch_of_anything_is_small(hostile):
    assert len(sketch(hostile)) <= KEPT
