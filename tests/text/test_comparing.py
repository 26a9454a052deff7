"""What changed: nothing is lost or invented by showing it."""

from random import Random
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import clean, split
from articles.text.comparing import MOST, Patience, blocks, words

#: Processor seconds: what is quadratic takes minutes.
HANGS = 10
PROSE = st.lists(st.sampled_from(["die", "Fähre", "fährt", "im", "Herbst", " ", ", ", "“", "21"]))
BODY = st.lists(st.tuples(st.sampled_from(["p", "h2"]), PROSE), max_size=8)


def body_of(parts) -> str:
    return clean("".join(f"<{tag}>{''.join(text)}</{tag}>" for tag, text in parts))


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_difference_applied_to_the_old_words_is_the_new_ones(before, after):
    pieces = words(before, after)
    assert "".join(one.text for one in pieces if one.op != "gone") == after
    assert "".join(one.text for one in pieces if one.op != "new") == before


@given(BODY, BODY, st.randoms())
def test_a_difference_applied_to_the_old_text_is_the_new_one(first, second, random):
    before = body_of(first)
    kept = [block.html for block in split(before)]
    random.shuffle(kept)
    after = clean("".join(kept[: len(kept) // 2]) + body_of(second))
    changes = blocks(before, after)
    assert "".join(one.after for one in changes) == after
    assert sorted(one.before for one in changes if one.before) == sorted(
        block.html for block in split(before)
    )


def test_a_moved_block_is_not_a_removed_and_an_added_one():
    before = clean("<p>Eins.</p><p>Zwei.</p><p>Drei.</p>")
    one, two, three = [block.html for block in split(before)]
    assert [c.kind for c in blocks(before, three + one + two)] == ["moved", "same", "same"]


def test_a_change_of_formatting_alone_is_said():
    before = clean("<p>Der Rat hat entschieden.</p>")
    after = before.replace("Rat", "<em>Rat</em>")
    (change,) = blocks(before, after)
    assert (change.kind, change.formatted) == ("changed", True)


def test_a_rewritten_paragraph_without_its_key_is_still_recognised():
    before = clean("<p>Der Rat hat am Montag entschieden.</p><p>Die Fähre bleibt.</p>")
    after = clean("<p>Der Rat hat am Dienstag entschieden.</p><p>Die Fähre bleibt.</p>")
    assert [c.kind for c in blocks(before, after)] == ["changed", "same"]


def test_short_islands_join_the_changes_beside_them():
    pieces = words("mit knapper Mehrheit", "mit 21 zu 18 Stimmen")
    assert [(one.op, one.text) for one in pieces] == [
        ("same", "mit "),
        ("gone", "knapper Mehrheit"),
        ("new", "21 zu 18 Stimmen"),
    ]


def test_two_long_texts_without_a_common_word_are_not_compared_word_by_word():
    old, new = "a " * 5000, "b " * 5000
    assert [one.op for one in words(old, new)] == ["gone", "new"]


def test_long_paragraphs_of_the_same_two_words_have_an_end():
    """Every place fits every other: looked at to the end, a text of 400 kB took a minute."""
    chance = Random(1)
    before, after = (
        clean("".join(f"<p>{' '.join(chance.choices('ab', k=600))}</p>" for _n in range(90)))
        for _version in range(2)
    )
    begun = process_time()
    changes = blocks(before, after)
    assert process_time() - begun < HANGS
    assert "".join(one.after for one in changes) == after
    assert any(piece.op == "same" for piece in changes[0].pieces)
    assert [piece.op for piece in changes[-1].pieces] == ["gone", "new"]


def test_patience_is_for_all_that_is_compared_at_one_time():
    patience = Patience()
    assert words("a b c", "a x c", patience) == words("a b c", "a x c")
    assert 0 < patience.left < MOST
    assert [one.op for one in words("a b c", "a x c", Patience(0))] == ["gone", "new"]
    assert [one.op for one in words("a b c", "a b c", Patience(0))] == ["same"]
