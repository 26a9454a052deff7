"""The style sheet: one address per state, kept for ever, with the hues editors chose."""

import gzip
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from articles.catalog.hues import Hue, colours
from articles.catalog.models import Section
from articles.reader import stylesheet
from tests.cast import section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget():
    """A theme is read once in a process's life."""
    yield
    stylesheet.theme.cache_clear()
    stylesheet.sheet.cache_clear()


@pytest.fixture
def get(client, as_reader):
    def ask(path, **headers):
        with as_reader():
            return client.get(path, headers=headers)

    return ask


def address(answer):
    (path,) = re.findall(r'<link rel="stylesheet" href="([^"]+)"', answer.content.decode())
    return path


def test_a_page_names_one_sheet_and_that_may_be_kept_for_ever(get):
    path = address(get("/"))
    answer = get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert "max-age=31536000" in answer["Cache-Control"]
    again = get(path, if_none_match=answer["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_served_without_remarks_and_packed_if_asked_for(get):
    path = address(get("/"))
    plain, packed = get(path), get(path, accept_encoding="br, gzip")
    assert b"/*" not in plain.content
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert plain["Vary"] == packed["Vary"] == "Accept-Encoding"


def test_an_editors_hue_reaches_the_page_under_another_address(get):
    one = section("stadt")
    before = address(get("/"))
    Section.objects.filter(pk=one.pk).update(hue=Hue.PLUM)
    after = address(get("/"))
    assert before != after
    rule = '[data-section="stadt"]{{--hue:light-dark({},{})}}'.format(*colours(Hue.PLUM))
    assert rule in get(after).content.decode()


def test_an_older_address_shows_what_is_valid_now_and_is_asked_again(get):
    section("stadt", None)
    before = address(get("/"))
    Section.objects.update(hue=Hue.PLUM)
    answer = get(before)
    assert answer.content == get(address(get("/"))).content
    assert "max-age=0" in answer["Cache-Control"]


def test_a_theme_stands_above_ours_and_below_print(get, settings):
    settings.SITE_THEME = "static/reader/themes/harbour.css"
    stylesheet.theme.cache_clear()
    stylesheet.sheet.cache_clear()
    page = get("/")
    css = get(address(page)).content.decode()
    assert css.startswith("@layer reset,tokens,hues,base,layout,parts,pages,theme,print;")
    assert "@layer theme{" in css
    papers = re.findall(r"--paper:light-dark\((#\w+),(#\w+)\)", css)
    assert len(set(papers)) == 2
    for colour in papers[-1]:
        assert f'<meta name="theme-color" content="{colour}"' in page.content.decode()


def test_a_theme_that_is_not_there_is_said_before_anything_starts(settings):
    settings.SITE_THEME = "themes/forgotten.css"
    with pytest.raises(Exception, match=r"articles\.E002") as told:
        call_command("check")
    assert "themes/forgotten.css" in str(told.value)


def test_every_file_the_sheet_names_is_there(get):
    css = get(address(get("/"))).content.decode()
    files = re.findall(r"url\(([^)]+)\)", css)
    assert files
    for file in files:
        assert finders.find(file.removeprefix("/static/")), file
