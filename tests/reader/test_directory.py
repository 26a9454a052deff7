"""All sections and topics on one page, and what stands at the head of a topic's own."""

import pytest
from django.urls import reverse

from articles.catalog.models import Section, Tag
from articles.press.publish import publish
from tests.cast import approved, section
from tests.reader.reading import flat, main_of, parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client, as_reader):
    def ask(path="/topics/", **headers):
        with as_reader():
            return client.get(path, headers=headers)

    return ask


def links(answer):
    return [one.get("href") for one in main_of(parse(answer)).iter("a")]


def test_sections_stand_in_their_order_with_those_below_them(get):
    section("hafen", section("stadt"))
    section("kultur")
    assert links(get()) == ["/kultur/", "/stadt/", "/stadt/hafen/"]


def test_topics_stand_by_kind_once_a_story_has_them(get, reporter, chief):
    tags = [
        Tag.objects.create(name="Hafenplan"),
        Tag.objects.create(name="Dorfteich", kind=Tag.Kind.PLACE),
    ]
    publish(approved(reporter, chief, tags=tags), by=chief)
    Tag.objects.create(name="Rücktritt")
    page = get()
    assert links(page) == ["/stadt/", "/topics/dorfteich/", "/topics/hafenplan/"]
    assert len(list(main_of(parse(page)).iter("section"))) == 3


def test_many_topics_are_read_page_by_page(get, reporter, chief, monkeypatch):
    monkeypatch.setattr("articles.reader.directory.TOPICS", 2)
    tags = [Tag.objects.create(name=name) for name in ("Anker", "Boje", "Dalben")]
    publish(approved(reporter, chief, tags=tags), by=chief)
    first = get()
    following = links(first)[-1]
    assert "/topics/boje/" in links(first)
    assert "/topics/dalben/" in links(get(f"/topics/{following}"))
    assert get("/topics/?after=%00.%00").status_code == 200


def test_names_stand_in_the_order_of_the_sites_language(get, reporter, chief, monkeypatch):
    names = ["Zoll", "Ägypten", "Bezirk 10", "Bezirk 9", "Agrar", "Österreich", "Ostkai", "abend"]
    tags = [Tag.objects.create(name=name) for name in names]
    publish(approved(reporter, chief, tags=tags), by=chief)
    wanted = ["abend", "Agrar", "Ägypten", "Bezirk 9", "Bezirk 10", "Österreich", "Ostkai", "Zoll"]
    monkeypatch.setattr("articles.reader.directory.TOPICS", 3)
    found, path = [], "/topics/"
    while path:
        answer = get(path)
        shown = [one for one in main_of(parse(answer)).iter("a") if "/topics/" in one.get("href")]
        found += [flat(one) for one in shown if one.get("href") != "/topics/"]
        following = answer.context["following"]
        path = f"/topics/?after={following}" if following else ""
    assert found == wanted


def test_sections_of_one_rank_stand_in_the_order_of_the_sites_language(get):
    for slug, title in (("zoll", "Zoll"), ("umwelt", "Ämter"), ("kultur", "Kultur")):
        Section.objects.create(slug=slug, title=title)
    assert links(get()) == ["/umwelt/", "/kultur/", "/zoll/"]


def test_an_introduction_heads_its_topic_and_a_change_shows_at_once(get, client, reporter, chief):
    tag = Tag.objects.create(name="Hafenplan", introduction="Worum es <geht>.")
    publish(approved(reporter, chief, tags=[tag]), by=chief)
    page = get(tag.get_absolute_url())
    assert "Worum es <geht>." in flat(main_of(parse(page)))
    client.force_login(chief)
    url = reverse("admin:articles_tag_change", args=[tag.pk])
    fields = {"name": tag.name, "slug": tag.slug, "kind": tag.kind, "synonyms": ""}
    assert client.post(url, fields | {"introduction": "Zwölf Jahre Streit."}).status_code == 302
    again = get(tag.get_absolute_url(), **{"if-none-match": page["ETag"]})
    assert again.status_code == 200
    assert "Zwölf Jahre Streit." in flat(main_of(parse(again)))
