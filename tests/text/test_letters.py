"""Words are found where their letters stand, as the pattern alone would find them."""

import re
from itertools import product
from re import _casefix  # type: ignore[attr-defined]
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from articles.text.passages import Letters, passages, pattern_of, small
from articles.text.promising import marked

#: Processor seconds: what is quadratic takes minutes.
HANGS = 10
PIECES = (
    *("x", "X", "k", "\u212a", "ß", "z", " ", "\u00a0", "\u00ad", "&nbsp;", "&shy;", "<em>"),
    *("</em>", "<br>", "&amp;", "&", "&lt;", "&quot;", "</p><p>", ".", "xk", "İ"),
)
TEXT = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
#: Of letters that neither a tag nor an entity here is made of.
WORDS = st.text(alphabet="xXßkKz .İ", min_size=1, max_size=4)


@given(TEXT, WORDS)
def test_the_letters_lead_to_what_the_pattern_finds(text, words):
    if words.split():
        wanted = [one.span() for one in pattern_of(words).finditer(text)]
        assert [one.span() for one in Letters(text).find(words)] == wanted


@given(TEXT, WORDS)
def test_a_passage_is_passed_over_only_where_it_does_not_stand(text, words):
    if words.split():
        wanted = {one.group() for one in pattern_of(words).finditer(text)}
        assert set(passages(words, [text])) == wanted


def test_an_address_that_holds_the_words_is_a_passage():
    assert passages("onno-tjarks", ['<a href="https://x.example/onno-tjarks">er</a>'])


def test_long_words_of_one_letter_are_looked_for_in_one_pass():
    text = "a" * 500_000
    begun = process_time()
    assert passages("a" * 300 + "b", [text]) == []
    body = marked(f"<p>{text}</p>", [(f"{n:08}", "a" * (250 + n) + "b") for n in range(30)])
    assert body == f"<p>{text}</p>"
    assert process_time() - begun < HANGS


def test_letters_that_a_pattern_takes_for_each_other_are_one():
    others = _casefix._EXTRA_CASES
    for one in map(chr, (*range(0xD800), *range(0xE000, 0x20000))):
        forms = {one, one.lower(), one.upper(), one.title(), one.casefold()}
        forms |= {chr(other) for form in forms for other in others.get(ord(form[0]), ())}
        for a, b in product((form for form in forms if len(form) == 1), repeat=2):
            if a != b and re.fullmatch(re.escape(a), b, re.IGNORECASE):
                assert small(a) == small(b), (a, b)
