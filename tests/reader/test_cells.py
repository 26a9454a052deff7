"""Rows of cards: each names its section, and what it names is escaped."""

from types import SimpleNamespace

from django.utils import timezone

from articles.reader.cells import joined
from articles.reader.lists import Entry

HOSTILE = SimpleNamespace(branch=SimpleNamespace(slug='a"><script>'))
CHROME = SimpleNamespace(by_id={1: HOSTILE})


def entry(branch):
    return Entry(7, timezone.now(), branch, "<p>Karte</p>", [])


def test_a_card_names_its_section_escaped():
    assert joined([entry(1)], CHROME, "small", "div") == (
        '<div data-section="a&quot;&gt;&lt;script&gt;"><p>Karte</p></div>'
    )


def test_a_section_younger_than_the_memo_leaves_the_name_empty():
    assert joined([entry(2)], CHROME, "", "li") == '<li data-section=""><p>Karte</p></li>'


def test_where_the_section_is_named_already_no_card_names_it_again():
    assert joined([entry(1), entry(2)], None, "", "li") == "<li><p>Karte</p></li>" * 2
