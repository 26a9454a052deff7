"""What the bench loads is what the press would have printed: readers and search find it alike."""

import json
from collections.abc import Callable

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client

from articles.press.concordance import concord
from articles.press.digest import digest_of_edition
from articles.reader.models import Concordance, Edition, Link, Story, Word
from articles.reader.printing import FIELDS, render
from articles.text.blocks import clean
from bench import load_rows
from bench.load import KEEP, columns_of
from bench.load_records import refined

DE = "Am 3. Mai kamen 13 000 Leute, z. B. Dr. Huber, für 5 Prozent mehr. «Das» gilt für A & B < C."


def records() -> list[dict]:
    """Thirty of them, oldest first, in two languages, sections and hands."""
    return [record(number) for number in range(1, 31)]


def record(number: int) -> dict:
    german = number % 5 != 0
    head = "Südkorea: Außenminister prüft 5 Prozent" if german else "Harbour strike & the budget"
    return {
        "id": number,
        "slug": f"story-{number}",
        "headline": f"«{head}» ({number})" if number % 7 == 0 else f"{head} ({number})",
        "dek": "Zu kurz." if number % 6 == 0 else f"{DE} {DE}",
        "section": "ausland" if number % 2 else "kultur",
        "section_title": "Ausland" if number % 2 else "Kultur",
        "tags": ["Südkorea", "Seoul", f"Thema {number % 3}"],
        "author": "Mira Weiß" if number % 3 else "Tom O'Neill",
        "published": f"2024-{1 + number // 16:02}-{1 + number % 15:02}T23:30:1{number % 10}Z",
        "lang": "de" if german else "en",
        "source": "Yonhap",
        "related": [one for one in (number - 1, number - 2) if one > 0],
        "blocks": [
            ["p", f"{DE} Wort{number}. " * (1 + number % 4 * 10)],
            ["h2", "«Zitat» im Zwischentitel"],
            ["p", f"Москва meldet {number}." if number == 11 else "Mehr am 1. Juni 2024 um 5 pm."],
        ],
    }


@pytest.fixture
def loaded(db: None, as_owner: Callable) -> list[dict]:
    found = records()
    with as_owner():
        connection.ensure_connection()
        writer = load_rows.Writer(connection.connection, (7_000, 9_000), 1234567)
        words = writer.write([refined(json.dumps(one)) for one in found])
        with connection.cursor() as cursor:
            cursor.execute(KEEP, columns_of(words))
    return found


def test_renderings_are_the_press_s_own(loaded: list[dict]) -> None:
    for edition in Edition.objects.select_related("rendering", "story__section"):
        drawn = render(edition)
        for field in FIELDS:
            assert getattr(edition.rendering, field) == getattr(drawn, field), (field, edition)


def test_bodies_are_clean_and_digests_true(loaded: list[dict]) -> None:
    for edition in Edition.objects.all():
        assert clean(edition.body) == edition.body
        assert digest_of_edition(edition) == edition.digest


def test_search_has_the_words_the_press_would_keep(loaded: list[dict]) -> None:
    def kept() -> list[tuple]:
        rows = Concordance.objects.order_by("edition")
        return list(rows.values_list()), list(Word.objects.order_by("key").values_list())

    before = kept()
    for story in Story.objects.order_by("id"):
        concord(story)
    assert kept() == before


def test_a_reader_finds_it_everywhere(loaded: list[dict], client: Client, as_reader) -> None:
    with as_reader():
        newest = Story.objects.latest("live_from")
        page = client.get(newest.path).content.decode()
        for piece in ("<h1", 'class="stand"', 'rel="author"', "application/ld+json", "Südkorea"):
            assert piece in page, piece
        assert Link.objects.filter(story=newest).count() == 2
        for one in Link.objects.filter(story=newest).select_related("to"):
            assert f'href="{one.to.path}"' in page
        for address in ("/ausland/", "/topics/suedkorea/", "/people/mira-weiss/"):
            assert client.get(address).status_code == 200, address
        feed = client.get("/rss.xml")
        items = ElementTree.fromstring(feed.content).findall(".//item")
        assert len(items) == 20
        found = client.get("/search/?q=Wort30").content.decode()
        assert "/story-30/" in found
