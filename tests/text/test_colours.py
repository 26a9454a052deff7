"""Colours: known values, and every hue an editor may choose can be read."""

import re
from itertools import product

import pytest
from django.conf import settings

from articles.catalog.hues import DERIVED, Hue, colours, shared_out
from articles.text.colours import contrast, hexed

SITE = settings.BASE_DIR / "static/reader/site.css"
THEMES = sorted((settings.BASE_DIR / "static/reader/themes").glob("*.css"))
#: WCAG 2.2, level AA, for text.
ENOUGH = 4.5


def tokens(file):
    """The colours of a sheet by name, each by day and by night."""
    css = file.read_text(encoding="utf-8")
    return {
        name: (day, night)
        for name, day, night in re.findall(r"--(\w+):light-dark\((#\w{6}),(#\w{6})\)", css)
    }


def palette(file):
    return tokens(SITE) | tokens(file)


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("#1c1916", "#1c1916") == 1


def test_an_oklch_colour_is_the_one_that_browsers_show():
    assert hexed(1, 0, 0) == "#ffffff"
    assert hexed(0.62796, 0.25768, 29.234) == "#ff0000"
    assert hexed(0.452, 0.31321, 264.05) == "#0000ff"


def test_a_colour_no_screen_can_show_becomes_weaker_and_not_another():
    assert hexed(0.44, 0.4, 200) == hexed(0.44, 0.09, 200)


@pytest.mark.parametrize("file", [SITE, *THEMES], ids=lambda file: file.stem)
@pytest.mark.parametrize("hue", Hue)
def test_every_hue_can_be_read_by_day_and_by_night(hue, file):
    found = palette(file)
    for name, (at, colour) in product(("paper", "panel"), enumerate(colours(hue))):
        assert contrast(colour, found[name][at]) >= ENOUGH, (name, colour)


@pytest.mark.parametrize("file", [SITE, *THEMES], ids=lambda file: file.stem)
@pytest.mark.parametrize("voice", ["ink", "soft", "accent"])
def test_what_is_written_can_be_read_by_day_and_by_night(voice, file):
    found = palette(file)
    for name, at in product(("paper", "panel"), (0, 1)):
        assert contrast(found[voice][at], found[name][at]) >= ENOUGH, (voice, name, at)
    for at in (0, 1):
        assert contrast(found["ink"][at], found["mark"][at]) >= ENOUGH


def test_sections_without_a_choice_get_hues_of_their_own():
    found = shared_out((f"teil-{number}", "") for number in range(len(DERIVED)))
    assert len(set(found.values())) == len(DERIVED)


def test_a_new_section_changes_no_older_ones_hue():
    old = [("stadt", ""), ("land", ""), ("politik", "brick")]
    before = shared_out(old)
    after = shared_out([*old, ("kultur", ""), ("sport", "")])
    assert {slug: after[slug] for slug in before} == before
    assert before["politik"] == Hue.BRICK


def test_there_are_more_sections_than_hues():
    assert len(shared_out((f"teil-{number}", "") for number in range(40))) == 40
