"""Every finder finds what it should and leaves alone what it should, sentence by sentence."""

from itertools import chain
from pathlib import Path

import pytest

from articles.text.proofing import attribution, names, sentences, slips

FOLDER = Path(__file__).with_name("slips")


def single(text: str, language: str) -> list:
    found = attribution.sources(text, language)
    return found if len(found) == 1 else []


FINDERS = {
    "doubled": slips.doubled,
    "hyphens": slips.hyphens,
    "foreign_marks": slips.foreign_marks,
    "figures": attribution.figures,
    "sources": single,
    "two_spellings": names.two_spellings,
}


def table(path: Path) -> list[tuple[str, str, bool, str]]:
    name, language, _txt = path.name.split(".")
    lines = path.read_text(encoding="utf-8").splitlines()
    return [(name, language, line[0] == "+", line[2:]) for line in lines]


TABLES = [table(path) for path in sorted(FOLDER.glob("*.txt"))]


@pytest.mark.parametrize(("name", "language", "wrong", "text"), list(chain(*TABLES)))
def test_a_finder_tells_right_from_wrong(name, language, wrong, text):
    found = list(FINDERS[name](text, language))
    assert bool(found) == wrong, found
    assert all(text[one.start : one.end].strip() for one in found)


def test_every_finder_has_ten_of_each_in_both_languages():
    told = {(name, language, wrong): 0 for rows in TABLES for name, language, wrong, _ in rows}
    for rows in TABLES:
        for name, language, wrong, _text in rows:
            told[name, language, wrong] += 1
    assert min(told.values()) >= 10
    assert len(told) == len(FINDERS) * 4


WORD = {"de": "Damm", "en": "dam"}


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("count", [*range(1, 41, 4), *range(41, 80, 4)])
def test_a_sentence_is_very_long_from_forty_one_words_on(language, count):
    text = " ".join([WORD[language]] * count).capitalize() + "."
    found = list(sentences.long_sentences(f"Kurz. {text} Kurz.", language))
    assert [one.said for one in found] == ([str(count)] if count > sentences.MOST else [])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Am 3. Mai kam sie. Dann ging sie.", ["Am 3. Mai kam sie.", "Dann ging sie."]),
        ("Es kostet ca. 5 Mio. Euro. Viel.", ["Es kostet ca. 5 Mio. Euro.", "Viel."]),
        ("Eine Liste\nzwei Zeilen", ["Eine Liste", "zwei Zeilen"]),
        ("«Nein.» Sie ging.", ["«Nein.»", "Sie ging."]),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text, parts):
    assert [text[start:end] for start, end in sentences.sentences(text)] == parts


def test_the_houses_marks_count_where_it_has_any():
    text = "Sie sagte „ja“ und «nein»."
    assert list(slips.foreign_marks(text, "de")) == []
    (found,) = slips.foreign_marks(text, "de", "«»")
    assert (text[found.start : found.end], found.said) == ("„ja“", "«»")


@pytest.mark.parametrize(
    "letters", ["„", "«»„", "der der ", "A B-C ", "13.000 S", "sagte Aa ", ", "]
)
def test_hostile_letters_are_read_to_the_end(letters):
    """Where a finder took the square of the time, this would take minutes."""
    text = (letters * 20_000)[:20_000]
    for find in FINDERS.values():
        assert all(one.start < one.end <= len(text) for one in find(text, "de"))
