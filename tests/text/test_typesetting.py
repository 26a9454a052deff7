"""Setting type by language: what changes, what stays, and that nothing else ever does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import clean, plain
from articles.text.languages import LANGUAGES
from articles.text.typesetting import bodies, gaps, marks
from articles.text.typesetting.edits import bare

N, T = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("language", "text", "fixed"),
    [
        ("de", 'Sie sagte: "Die Fähre bleibt."', "Sie sagte: „Die Fähre bleibt.“"),
        ("de-AT", 'Sie sagte: "Die Fähre bleibt."', "Sie sagte: „Die Fähre bleibt.“"),
        ("de-CH", 'Sie sagte: "Die Straße bleibt."', "Sie sagte: «Die Straße bleibt.»"),
        ("de-CH", "Die Straße ist weiß.", "Die Strasse ist weiss."),
        ("en", 'She said: "It stays."', "She said: “It stays.”"),
        ("en-US", "She said: „It stays.“", "She said: “It stays.”"),
        ("de", "Sie sagte: «Ja.»", "Sie sagte: «Ja.»"),
        ("de", 'Erst «ja», dann "nein".', "Erst „ja“, dann „nein“."),
        ("de", "Er nannte es „Unsinn”.", "Er nannte es „Unsinn“."),
        ("de", "Der Rat - so viel steht fest - bleibt.", "Der Rat – so viel steht fest – bleibt."),
        ("de", "Der Plan--ein alter.", "Der Plan–ein alter."),
        ("en", "The plan--an old one.", "The plan—an old one."),
        ("de", "Von 1990-1995.", "Von 1990–1995."),
        ("de", "Wie geht's?", "Wie geht’s?"),
        ("de", "5 km, z. B. 13 000 Euro", f"5{N}km, z.{T}B. 13{T}000{N}Euro"),
        ("de", "am 3. Mai um 8 Uhr, § 5, Nr. 7", f"am 3.{N}Mai um 8{N}Uhr, §{N}5, Nr.{N}7"),
        ("de", "Dr. Meyer aus St. Gallen", f"Dr.{N}Meyer aus St.{N}Gallen"),
        ("en", "5 km on 24 February, Mr. Lund", f"5{N}km on 24{N}February, Mr.{N}Lund"),
        ("de", "im Jahr 333 v. Chr.", f"im Jahr 333 v.{T}Chr."),
    ],
)
def test_a_language_sets_its_own_marks(language, text, fixed):
    assert marks.fixed(text, language) == fixed


@pytest.mark.parametrize(
    "text",
    [
        "Sie sagte: „Das kostet 5 km - oder mehr.“",
        "Auf https://example.org/a--b?c=1990-1995 steht es.",
        "Mail an a-b--c@example.org genügt.",
        'Der Befehl `echo "5 km" - -- x` bleibt.',
        "Die Nord- und Südseite, -5 Punkte, E-Mail.",
        "Telefon 0421 123 456, Linie 5, 2024 300 Leute.",
        'Der 24" breite Schirm.',
        "Ein „offenes Zitat",
        "Auf hafenblatt.de/1990-1995 steht es.",
    ],
)
def test_quotations_code_and_addresses_are_left_alone(text):
    assert marks.fixed(text, "de") == text


def test_the_houses_marks_rule():
    assert marks.pair("Sie sagte „ja“.", "de", house="«»") == "«»"
    assert marks.fixed("Sie sagte „ja“.", "de", "«»") == "Sie sagte «ja»."
    assert marks.pair("Sie sagte «ja».", "de") == "«»"
    assert marks.pair('Sie sagte "ja".', "de") == "„“"


LETTERS = st.sampled_from(
    [*"ab Sß1290 .,-–—'\"’„“”«»\u00a0\u202f\n:/@`z", "km", " km", "000", "Mai"]
)
TEXTS = st.lists(LETTERS, max_size=60).map("".join)
TONGUES = st.sampled_from([code for code, _name in LANGUAGES])


@given(TEXTS, TONGUES, st.sampled_from(["", "«»", "„“"]))
def test_nothing_but_the_marks_ever_changes_and_twice_is_once(text, language, house):
    fixed = marks.fixed(text, language, house)
    assert bare(fixed) == bare(text)
    assert marks.fixed(fixed, language, house) == fixed


@given(TEXTS, TONGUES)
def test_the_safe_part_changes_spaces_only_and_twice_is_once(text, language):
    glued = gaps.glued(text, language)
    assert glued.replace(N, " ").replace(T, " ") == text.replace(N, " ").replace(T, " ")
    assert gaps.glued(glued, language) == glued


WORDS = st.text("ab -'\"„“«»1ß", max_size=12).map(lambda one: one.replace("<", ""))
PIECES = st.tuples(st.sampled_from(["em", "strong", "p", "li", "blockquote", "u"]), WORDS)


@given(st.lists(PIECES, max_size=8), TONGUES)
def test_a_body_keeps_its_blocks_and_marks(pieces, language):
    body = clean("".join(f"<{tag}>{words}</{tag}>" for tag, words in pieces))
    fixed = bodies.fixed(body, language, "«»")
    assert clean(fixed) == fixed
    assert bare(plain(fixed)) == bare(plain(body))
    assert bodies.fixed(fixed, language, "«»") == fixed
    tags = [part.split(">")[0] for part in body.split("<")]
    assert [part.split(">")[0] for part in fixed.split("<")] == tags


def test_a_change_over_two_marks_leaves_the_marks_where_they_are():
    body = clean('<p>Er sagte "<em>Nein</em>" - <a href="https://x.org/a--b">5 <b>km</b></a>.</p>')
    fixed = bodies.fixed(body, "de", "„“")
    assert "„<em>Nein</em>“ – <a" in fixed
    assert 'href="https://x.org/a--b"' in fixed
    assert "5&nbsp;<strong>km" in fixed


def test_block_quotations_and_passages_in_other_languages_stay():
    body = clean("<blockquote><p>Das - ja</p></blockquote><p><span lang='en'>so - so</span></p>")
    assert bodies.fixed(body, "de", "„“") == body


def test_print_glues_a_body_and_nothing_more():
    body = clean('<p>Nach 5 km "ja" - <b>13 000</b> Leute.</p>')
    glued = bodies.glued(body, "de")
    assert f'5&nbsp;km "ja" - <strong>13{T}000</strong> Leute.' in glued
    assert clean(glued) == glued


@pytest.mark.parametrize("words", ["5 km a@b.de ", "<b>5 </b>km ", '"a" ', "- - ", "z. B. "])
def test_a_body_of_many_changes_is_set_to_the_end(words):
    """Where every change asked every other one, this would take minutes."""
    body = clean(f"<p>{words * 8_000}</p>")
    assert bare(plain(bodies.fixed(body, "de", "„“"))) == bare(plain(body))
