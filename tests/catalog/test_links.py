"""Kinds of links: the house's own, and those of the settings."""

import pytest
from django.utils import translation

from articles.catalog import links
from articles.checks import kinds_of_links_are_well_formed

SEQUEL = {
    "name": "sequel",
    "label": {"de": "Fortsetzung von", "en": "Sequel to"},
    "inverse": ("prequel", {"de": "Fortgesetzt in", "en": "Continued in"}),
}


@pytest.fixture
def more(settings):
    settings.LINK_KINDS = [SEQUEL, {"name": "twin", "label": "Twin of"}]
    links.kinds.cache_clear()
    yield
    links.kinds.cache_clear()


def test_kinds_of_the_settings_come_last_with_a_label_for_each_language(more):
    assert list(links.kinds())[-3:] == ["sequel", "prequel", "twin"]
    assert (links.inverse("sequel"), links.inverse("twin")) == ("prequel", "twin")
    with translation.override("de"):
        assert dict(links.choices())["prequel"] == "Fortgesetzt in"
    with translation.override("en"):
        assert str(links.kind_named("sequel")) == "Sequel to"


def test_a_kind_that_is_gone_from_the_settings_is_shown_under_its_name():
    assert str(links.kind_named("sequel")) == links.inverse("sequel") == "sequel"


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"name": "sequel"}, "no label"),
        ("sequel", "no name"),
        ({"name": "update", "label": "x"}, "already"),
        ({"name": "No Name", "label": "x"}, "no name:"),
        ({"name": "a" * 21, "label": "x"}, "20 at most"),
        ({"name": "sequel", "label": "x", "schema": "headline"}, "none of citation"),
    ],
)
def test_a_kind_that_cannot_be_is_a_system_check(settings, row, why):
    settings.LINK_KINDS = [row]
    (found,) = kinds_of_links_are_well_formed(None)
    assert (found.id, why in found.msg) == ("articles.E003", True)


def test_a_good_kind_is_none(settings):
    settings.LINK_KINDS = [SEQUEL, {"name": "part", "label": "Part of", "schema": "isPartOf"}]
    assert kinds_of_links_are_well_formed(None) == []
