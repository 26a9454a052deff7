"""The guide for editors at the desk, and the link to it from every screen."""

from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver

from articles.desk.guide import HELP, guide, helps_on
from articles.desk.tour import STEPS
from tests.cast import draft, person_of_the_desk

pytestmark = pytest.mark.django_db
PARTS = {one.key for one in guide(Path(settings.GUIDE), "en")}


@pytest.mark.parametrize(("language", "words"), [("de", "Vom Entwurf"), ("en", "From a draft")])
def test_everybody_at_the_desk_reads_it_in_their_language(client, language, words):
    client.force_login(person_of_the_desk("ida", language=language))
    page = client.get("/admin/guide/").content.decode()
    assert words in page
    assert 'id="from-a-draft-to-the-reader"' in page


def test_both_languages_have_the_same_parts_and_no_mark_is_left_standing():
    for language in ("de", "en"):
        parts = guide(Path(settings.GUIDE), language)
        assert {one.key for one in parts} == PARTS
        assert len(parts) > 30
        words = [
            piece.words
            for part in parts
            for block in part.blocks
            for row in block.rows
            for cell in row
            for piece in cell
        ]
        assert [one for one in words if any(mark in one for mark in ("*", "`", "<", "]("))] == []


def test_every_link_to_it_leads_to_a_part_and_from_a_screen_that_is_there():
    assert set(HELP.values()) | {step.more for step in STEPS} <= PARTS
    names = {str(one) for one in get_resolver().namespace_dict["admin"][1].reverse_dict}
    assert names
    assert [start for start in HELP if not any(name.startswith(start) for name in names)] == []


def test_the_longest_start_of_a_name_decides():
    assert helps_on("articles_article_history") == "history"
    assert helps_on("articles_article_change") == "from-a-draft-to-the-reader"
    assert helps_on("jsi18n") == ""


def test_a_screen_links_to_the_part_about_it(client, chief):
    client.force_login(chief)
    article = draft(chief)
    for where, part in {
        "/admin/": "the-desk",
        "/admin/house/": "settings-of-the-newsroom",
        f"/admin/articles/article/{article.pk}/history/": "history",
        "/admin/articles/picture/": "pictures",
    }.items():
        assert f'href="/admin/guide/#{part}"' in client.get(where).content.decode(), where


def test_where_the_files_are_missing_the_desk_goes_on(client, chief, settings, tmp_path):
    settings.GUIDE = tmp_path
    client.force_login(chief)
    assert client.get("/admin/guide/").status_code == 404
    assert client.get("/admin/").status_code == 200
