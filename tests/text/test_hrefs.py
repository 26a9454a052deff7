"""Links of a body, and where their words stand."""

from hypothesis import given
from hypothesis import strategies as st

from articles.text.blocks import clean, split
from articles.text.hrefs import hrefs

WORDS = st.sampled_from(["Hafen", "Der Hafen", " x ", "x", "&amp;", "–", "a b"])
PIECE = st.tuples(st.booleans(), WORDS, st.sampled_from(["", " ", "<br>", "</p><p>"]))


def test_of_the_same_words_twice_the_link_is_the_one_that_is_linked():
    body = clean('<p>Hafen, Hafen und <a href="https://a.example/#x">Hafen</a> im Hafen.</p>')
    (one,) = hrefs(body)
    assert (one.address, one.start, one.words) == ("https://a.example/", 17, "Hafen")


@given(st.lists(PIECE, max_size=8))
def test_where_a_link_is_said_to_stand_its_words_stand(pieces):
    parts = (
        f'<a href="https://a.example/{n}">{words}</a>{after}' if linked else f"{words}{after}"
        for n, (linked, words, after) in enumerate(pieces)
    )
    body = clean(f"<p>{''.join(parts)}</p>")
    texts = {one.id: one.text for one in split(body)}
    ends = dict.fromkeys(texts, 0)
    for one in hrefs(body):
        stands = texts[one.block][one.start : one.start + len(one.words)]
        assert stands.split() == one.words.split()
        assert one.start >= ends[one.block]
        ends[one.block] = one.start + len(one.words.rstrip())


def test_thousands_of_links_with_the_same_words_are_read_in_one_pass():
    """Counting before each of them what stood there before took minutes."""
    body = clean("".join(f'<a href="https://a.example/{n}">x</a> ' for n in range(20_000)))
    found = list(hrefs(body))
    assert [one.start for one in found] == list(range(0, 40_000, 2))
