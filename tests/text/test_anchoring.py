"""A marked passage is found again, whatever becomes of the text around it and of its place."""

from hypothesis import assume, given
from hypothesis import strategies as st

from articles.text.anchoring import CONTEXT, Anchor, Spot, find, fold

WORDS = st.sampled_from(
    [
        *("Rat", "Fähre", "Hafen", "Damm", "Herbst", "Brücke", "Antrag", "Kasse", "Ufer", "Wind"),
        *("der", "die", "das", "und", "in", "am", "zu", "13.000", "„Nein“", "«Ja»", "–", "seit"),
    ]
)
SENTENCE = st.lists(WORDS, min_size=3, max_size=14).map(" ".join)
BODY = st.lists(SENTENCE, min_size=1, max_size=6)
Blocks = list[tuple[str, str]]


def numbered(texts: list[str]) -> Blocks:
    return [(f"b{n:07}", text) for n, text in enumerate(texts)]


def anchor_of(blocks: Blocks, at: int, start: int, end: int) -> Anchor:
    """As the form makes it, of letters of one block."""
    key, text = blocks[at]
    before, after = fold(text[:start])[-CONTEXT:], fold(text[end:])[:CONTEXT]
    return Anchor(key, text[start:end], before, after)


def words_at(blocks: Blocks, spot: Spot | None) -> str | None:
    return spot and fold(blocks[spot.block][1])[spot.start : spot.end]


@st.composite
def marked(draw, body=BODY):
    """A body with a passage of whole words marked in one of its blocks."""
    blocks = numbered(draw(body))
    at = draw(st.integers(0, len(blocks) - 1))
    words = blocks[at][1].split(" ")
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first + 1, len(words)))
    start = len(" ".join([*words[:first], ""])) if first else 0
    end = start + len(" ".join(words[first:last]))
    return blocks, at, anchor_of(blocks, at, start, end)


@given(marked())
def test_what_was_marked_is_found_where_it_was_marked(given_text):
    blocks, at, anchor = given_text
    spot = find(blocks, anchor)
    assert (spot.block, spot.exact) == (at, True)
    assert words_at(blocks, spot) == fold(anchor.quote)


@given(marked(), st.randoms(), st.lists(SENTENCE, max_size=4))
def test_it_moves_with_its_block_past_blocks_that_come_and_go(given_text, chance, more):
    blocks, at, anchor = given_text
    own = blocks[at]
    kept = [one for one in blocks if one == own or chance.random() < 0.5]
    kept += [(f"n{n:07}", text) for n, text in enumerate(more)]
    chance.shuffle(kept)
    spot = find(kept, anchor)
    assert kept[spot.block] == own
    assert words_at(kept, spot) == fold(anchor.quote)


@given(marked(), SENTENCE, SENTENCE)
def test_it_stays_while_the_paragraph_around_it_is_rewritten(given_text, before, after):
    blocks, at, anchor = given_text
    key, _text = blocks[at]
    blocks[at] = (key, f"{before} {anchor.quote} {after}")
    spot = find(blocks, anchor)
    assert spot.block == at
    assert words_at(blocks, spot) == fold(anchor.quote)


@given(marked(), st.randoms())
def test_it_is_found_in_a_block_with_another_key(given_text, chance):
    """Cut and pasted elsewhere, or half of a paragraph that was parted."""
    blocks, at, anchor = given_text
    text = fold(anchor.quote)
    assume(sum(fold(other).count(text) for _key, other in blocks) == 1)
    moved = ("fresh000", f"Neu: {anchor.quote}")
    others = [one for number, one in enumerate(blocks) if number != at]
    others.insert(chance.randint(0, len(others)), moved)
    spot = find(others, anchor)
    assert others[spot.block] == moved
    assert words_at(others, spot) == text


TYPESET = str.maketrans({" ": "\u202f", "–": "-", "„": "»", "“": "«", "«": "„", "»": "“"})


@given(marked())
def test_typography_takes_no_passage_away(given_text):
    blocks, at, anchor = given_text
    spot = find([(key, text.translate(TYPESET)) for key, text in blocks], anchor)
    assert (spot.block, spot.exact) == (at, True)


@given(marked(), BODY)
def test_it_is_gone_only_where_its_words_and_its_place_are_gone(given_text, other):
    """Whatever it says, it says of words that are there; never of none."""
    _blocks, _at, anchor = given_text
    texts = numbered(other)
    spot = find(texts, anchor)
    found = words_at(texts, spot)
    if spot is None:
        counts = [fold(text).count(fold(anchor.quote)) for _key, text in texts]
        assert sum(counts) != 1
    elif spot.exact:
        assert found == fold(anchor.quote)
    else:
        assert found
        assert texts[spot.block][0] == anchor.block


def test_reworded_it_is_what_now_stands_between_its_neighbours():
    before = [("aaaaaaaa", "Der Rat hat am Montag beschlossen, die alte Fähre zu behalten.")]
    anchor = anchor_of(before, 0, before[0][1].index("am Montag"), before[0][1].index(", die"))
    after = [("aaaaaaaa", "Der Rat hat gestern entschieden, die alte Fähre zu behalten.")]
    spot = find(after, anchor)
    assert not spot.exact
    assert words_at(after, spot) == "gestern entschieden"


def test_cut_out_of_its_sentence_it_is_gone():
    text = "Der Rat hat am Montag beschlossen, die alte Fähre zu behalten."
    anchor = anchor_of([("aaaaaaaa", text)], 0, text.index("am Montag "), text.index("beschlossen"))
    assert find([("aaaaaaaa", text.replace("am Montag ", ""))], anchor) is None
    assert find([], anchor) is None


def test_of_several_alike_its_context_says_which():
    text = "Der Rat tagt am Abend. Die Kasse ist leer. Der Rat vertagt sich."
    second = text.rindex("Der Rat")
    anchor = anchor_of([("aaaaaaaa", text)], 0, second, second + len("Der Rat"))
    assert find([("aaaaaaaa", text)], anchor).start == second
    assert find([("bbbbbbbb", text)], anchor).start == second


def test_a_short_word_among_strangers_is_not_taken_for_it():
    anchor = Anchor("aaaaaaaa", "die", "Gestern sah man ", " Brücke")
    others = [("bbbbbbbb", "Sie zählten die Boote."), ("cccccccc", "Dort lagen die Netze.")]
    assert find(others, anchor) is None
