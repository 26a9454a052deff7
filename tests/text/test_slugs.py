"""Words in an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.slugs import slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("«brüderliche Pflicht»", "bruederliche-pflicht"),
        ("Ärger in Übersee: Größe, STRAẞE", "aerger-in-uebersee-groesse-strasse"),
        ("u\u0308ber", "ueber"),
        ("Café São Tomé", "cafe-sao-tome"),
        ("Don’t stop", "dont-stop"),
        ("…!", ""),
        ("", ""),
    ],
)
def test_german_is_folded_as_germans_write_it(text, slug):
    assert slugify(text) == slug


def test_a_long_headline_is_cut_between_words():
    assert slugify("eins zwei drei", 9) == "eins-zwei"
    assert slugify("eins zwei drei", 8) == "eins"
    assert slugify("Donaudampfschifffahrt", 5) == "donau"


@given(st.text(max_size=200), st.integers(1, 90))
def test_a_slug_can_always_stand_in_an_address(text, length):
    slug = slugify(text, length)
    assert len(slug) <= length
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slugify(slug, length) == slug
