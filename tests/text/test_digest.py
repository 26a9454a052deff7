"""The digest counts words, and nothing else."""

import unicodedata

import pytest

from articles.text.digest import digest

WORDS = {
    "headline": "«Die Fähre»",
    "body": '<p data-block="0123abcd">Eins</p>',
    "bylines": [{"person": 7, "name": "Ada", "slug": "ada", "role": ""}],
    "credits": [],
    "kicker": "",
}


def test_it_is_the_same_whenever_it_is_counted():
    assert digest(WORDS) == digest(dict(reversed(WORDS.items())))
    assert len(digest(WORDS)) == 64


@pytest.mark.parametrize(
    "other",
    [
        {"body": '<p data-block="zzzzzzzz">Eins</p>'},
        {"bylines": [{"person": 7, "name": "Ada Neu", "slug": "ada-neu", "role": ""}]},
        {"a_field_that_came_later": ""},
        {"headline": unicodedata.normalize("NFD", "«Die Fähre»")},
    ],
    ids=["block ids", "a new name", "an empty new field", "decomposed letters"],
)
def test_what_is_not_a_word_changes_nothing(other):
    assert digest(WORDS | other) == digest(WORDS)


@pytest.mark.parametrize(
    "other",
    [
        {"headline": "«Die Fähre»!"},
        {"body": '<p data-block="0123abcd">Eins.</p>'},
        {"bylines": [{"person": 8, "name": "Ada", "slug": "ada", "role": ""}]},
        {"bylines": [{"person": 7, "name": "Ada", "slug": "ada", "role": "Mitarbeit"}]},
        {"credits": [{"source": 1, "relation": "quoted", "name": "lpd", "in_text": False}]},
    ],
    ids=["headline", "body", "person", "role", "credit"],
)
def test_every_word_counts(other):
    assert digest(WORDS | other) != digest(WORDS)
