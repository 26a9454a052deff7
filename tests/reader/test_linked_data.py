"""Linked data that a printed head gets when its page is made."""

import json

import pytest

from articles.reader.linked_data import OPENING, block, with_more

SAID = {"@type": "NewsArticle", "headline": "«Die Fähre», sagt </script> & Co.", "citation": ["a"]}
HEAD = f"<title>x</title>{block({'@type': 'Thing'})}{block(SAID)}<meta>"


def last(head: str) -> dict:
    return json.loads(head.rpartition(OPENING)[2].partition("</script>")[0])


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"articleSection": ["Stadt"]}, SAID | {"articleSection": ["Stadt"]}),
        ({"citation": ["b"]}, SAID | {"citation": ["a", "b"]}),
        (
            {"citation": ["b"], "isBasedOn": [{"url": "</script>"}]},
            SAID | {"citation": ["a", "b"], "isBasedOn": [{"url": "</script>"}]},
        ),
        ({"@id": ["x"]}, SAID | {"@id": ["x"]}),
    ],
)
def test_the_last_block_says_more_and_nothing_else_changes(known, said):
    found = with_more(HEAD, known)
    assert last(found) == said
    assert found.startswith("<title>x</title>")
    assert found.endswith("</script><meta>")
    assert found.count("</script>") == HEAD.count("</script>") == 2


def test_a_name_that_only_stands_in_a_text_is_added_like_any_other():
    head = block({"headline": 'Er sagte: "image": nichts'})
    assert last(with_more(head, {"image": ["i"]}))["image"] == ["i"]


@pytest.mark.parametrize("head", ["", "<title>x</title>", OPENING + "{}"])
def test_a_head_without_a_block_stays_as_it_is(head):
    assert with_more(head, {"image": ["i"]}) == head


def test_an_empty_block_is_filled():
    assert last(with_more(block({}), {"image": ["i"]})) == {"image": ["i"]}


def test_nothing_known_changes_nothing():
    assert with_more(HEAD, {}) == HEAD
