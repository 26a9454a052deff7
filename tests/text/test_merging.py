"""Two people's changes of one text: disjoint ones merge, overlapping ones are asked about."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import clean, plain, split
from articles.text.merging import Clash, merge

BASE = clean("<p>Eins.</p><p>Zwei.</p><p>Drei.</p>")
ONE, TWO, THREE = [block.html for block in split(BASE)]


def texts(parts) -> str:
    return plain("".join(part for part in parts if isinstance(part, str)))


def clashes(parts) -> list[tuple[str, str, str]]:
    found = [part for part in parts if isinstance(part, Clash)]
    return [(plain(one.base), plain(one.mine), plain(one.theirs)) for one in found]


def test_changes_of_different_blocks_merge():
    parts = merge(BASE, BASE.replace("Eins", "Mein"), BASE.replace("Drei", "Dein"))
    assert (texts(parts), clashes(parts)) == ("Mein.\n\nZwei.\n\nDein.", [])


def test_changes_of_one_block_clash_and_the_rest_merges():
    mine = BASE.replace("Zwei", "Mein")
    theirs = BASE.replace("Zwei", "Dein").replace("Drei", "Vier")
    parts = merge(BASE, mine, theirs)
    assert texts(parts) == "Eins.\n\nVier."
    assert clashes(parts) == [("Zwei.", "Mein.", "Dein.")]


def test_the_same_change_by_both_is_one():
    both = BASE.replace("Zwei", "Beide")
    assert texts(merge(BASE, both, both)) == "Eins.\n\nBeide.\n\nDrei."


def test_a_block_removed_here_and_changed_there_clashes():
    parts = merge(BASE, ONE + THREE, BASE.replace("Zwei", "Dein"))
    assert clashes(parts) == [("Zwei.", "", "Dein.")]


def test_additions_at_different_places_both_stand():
    parts = merge(BASE, clean(ONE + "<p>Neu.</p>" + TWO + THREE), clean(BASE + "<p>Ende.</p>"))
    assert texts(parts) == "Eins.\n\nNeu.\n\nZwei.\n\nDrei.\n\nEnde."


def test_additions_at_one_place_are_asked_about():
    parts = merge(BASE, clean(BASE + "<p>Mein.</p>"), clean(BASE + "<p>Dein.</p>"))
    assert clashes(parts) == [("", "Mein.", "Dein.")]


def test_a_move_here_and_a_change_there_merge():
    parts = merge(BASE, THREE + ONE + TWO, BASE.replace("Zwei", "Dein"))
    assert texts(parts) == "Drei.\n\nEins.\n\nDein."
    parts = merge(BASE, BASE.replace("Zwei", "Mein"), THREE + ONE + TWO)
    assert texts(parts) == "Drei.\n\nEins.\n\nMein."


def test_two_different_orders_are_asked_about():
    parts = merge(BASE, THREE + ONE + TWO, TWO + ONE + THREE)
    assert len(clashes(parts)) == 1


EDIT = st.tuples(
    st.sampled_from(["change", "remove", "add", "move"]),
    st.integers(0, 5),
    st.integers(0, 5),
)


def edited(who: str, edits) -> str:
    """A text after some edits; every word written is unlike any other."""
    blocks = [block.html for block in split(BASE)]
    for number, (what, here, there) in enumerate(edits):
        if what == "add":
            blocks.insert(here, f"<p>{who}{number}neu</p>")
        elif blocks:
            place = here % len(blocks)
            block = blocks.pop(place)
            if what == "change":
                blocks.insert(place, block.replace("</p>", f" {who}{number}</p>"))
            elif what == "move":
                blocks.insert(there, block)
    return clean("".join(blocks))


@given(st.lists(EDIT, max_size=6), st.lists(EDIT, max_size=6))
def test_no_word_that_either_wrote_is_dropped_unasked(mine, theirs):
    ours, other = edited("m", mine), edited("t", theirs)
    parts = merge(BASE, ours, other)
    asked = " ".join(f"{one.mine} {one.theirs}" for one in parts if isinstance(one, Clash))
    shown = plain(clean("".join(p for p in parts if isinstance(p, str)))) + " " + asked
    written = set(plain(ours).split()) | set(plain(other).split())
    new = written - set(plain(BASE).split())
    assert all(word in shown for word in new)


@given(st.lists(EDIT, max_size=6))
def test_what_only_one_changed_is_as_that_one_left_it(edits):
    changed = edited("m", edits)
    assert "".join(merge(BASE, changed, BASE)) == changed
    assert "".join(merge(BASE, BASE, changed)) == changed
