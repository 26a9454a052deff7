"""Pictures on pages, in feeds and for machines: with their rights, and not without them."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import Person, Section
from articles.press.publish import publish
from articles.press.repicture import repicture
from articles.press.reprint import reprint_named
from articles.reader.models import Plate, Rendition
from tests.cast import BODY, approved, revise, section
from tests.hard import times
from tests.pictures import develop, drawing, figure, folders, picture

from .reading import flat, main_of, parse
from .test_queries import asked

pytestmark = pytest.mark.django_db

__all__ = ["folders"]

MEDIA = "{http://search.yahoo.com/mrss/}"
NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
FILE = re.compile(r"/media/[0-9a-f]{64}\.(?:avif|jpg)")


@pytest.fixture
def read(client, as_reader):
    def get(path: str, **more: str):
        with as_reader():
            return client.get(path, **more)

    return get


@pytest.fixture
def lead():
    return picture()


@pytest.fixture
def story(reporter, chief, lead):
    one, two, three = picture(), picture(drawing(900, 1200)), picture()
    text = (
        figure(one, "Ein <em>eigenes</em> Wort")
        + BODY
        + figure(two)
        + figure(three)
        + "<p>Ende</p>"
    )
    article = approved(
        reporter,
        chief,
        lead=lead,
        lead_caption="Nur hier.",
        body=text,
        people=["Henrike Tamsen"],
    )
    found = publish(article, by=chief).story
    develop(lead)
    return found


def figures(answer) -> list:
    return main_of(parse(answer)).findall(".//figure")


def head(answer, name: str) -> str | None:
    one = parse(answer).find(f".//meta[@property='{name}']")
    return None if one is None else one.get("content")


def linked_data(answer) -> dict:
    return json.loads(parse(answer).find(".//script[@type='application/ld+json']").text)


def test_the_lead_is_fetched_first_and_has_its_place_before_it_comes(read, story, lead):
    first = figures(read(story.path))[0]
    image = first.find(".//img")
    assert (image.get("fetchpriority"), image.get("loading")) == ("high", None)
    assert (image.get("width"), image.get("height")) == ("1600", "1067")
    assert (image.get("alt"), image.get("data-colour")) == (lead.alt, "#336699")
    source = first.find(".//source")
    assert source.get("type") == "image/avif"
    assert re.findall(r" (\d+)w", source.get("srcset")) == ["480", "960", "1600"]
    assert source.get("sizes").endswith("100vw")
    assert flat(first.find("figcaption")) == "Nur hier. Bild: Leander Vossmer"


def test_figures_in_the_text_wait_and_say_their_own_words_or_those_of_the_record(read, story):
    _lead, first, second, third = figures(read(story.path))
    assert flat(first.find("figcaption")) == "Ein eigenes Wort Bild: Leander Vossmer"
    assert flat(second.find("figcaption")) == "Die «Seeschwalbe» am Ostkai. Bild: Leander Vossmer"
    assert {one.find(".//img").get("loading") for one in (first, second, third)} == {"lazy"}
    assert second.find(".//img").get("height") == "1200"


def test_two_in_a_row_are_a_gallery_and_one_alone_is_none(read, story):
    rows = main_of(parse(read(story.path))).findall(".//div[@class='gallery']")
    assert [len(row.findall("figure")) for row in rows] == [2]


def test_what_may_disturb_is_behind_a_click_and_nowhere_else(read, story, lead):
    lead.sensitive = True
    lead.save()
    repicture(lead)
    page = parse(read(story.path))
    veil = main_of(page).find(".//details[@class='veil']")
    assert veil.get("open") is None
    assert veil.find(".//img").get("loading") == "lazy"
    assert flat(veil.find("summary"))
    names = set(lead.renditions.values_list("name", flat=True))
    for path in ("/", "/stadt/", "/rss.xml"):
        assert not names & set(FILE.findall(read(path).content.decode()))
    assert "/media/" not in head(read(story.path), "og:image")


def test_cards_show_the_lead_and_a_square_on_telephones(read, reporter, chief, story, lead):
    for number in range(3):
        publish(approved(reporter, chief, headline=f"Neuer {number}"), by=chief)
    page = parse(read("/"))
    pictures = page.findall(".//picture[@data-shape='second']")
    assert len(pictures) == 1
    phone, *_rest = pictures[0].findall("source")
    assert (phone.get("media"), phone.get("width")) == ("(max-width: 39.99em)", phone.get("height"))
    assert pictures[0].find("img").get("alt") == ""
    first = parse(read("/people/henrike-tamsen/")).find(".//picture[@data-shape='small']")
    assert first is not None


def test_social_networks_and_search_engines_get_one_with_its_credit(read, story, lead):
    answer = read(story.path)
    social = Rendition.objects.get(picture=lead, crop="social", name=plate(lead, "social"))
    assert head(answer, "og:image").endswith(social.get_absolute_url())
    assert head(answer, "og:image:alt") == lead.alt
    assert (social.width, social.height) == (1200, 630)
    image = linked_data(answer)["image"][0]
    assert image["url"].endswith(social.get_absolute_url())
    assert (image["creditText"], image["caption"]) == ("Bild: Leander Vossmer", "Nur hier.")


def plate(one, crop: str) -> str:
    """The name of its JPEG."""
    return Plate.objects.get(picture=one, crop=crop).sources["jpeg"][-1][1]


def test_one_that_is_not_for_social_networks_is_shown_everywhere_else(read, story, lead):
    lead.no_social = True
    lead.save()
    repicture(lead)
    answer = read(story.path)
    assert head(answer, "og:image").endswith("social.png")
    assert figures(answer)[0].find(".//img").get("alt") == lead.alt


def test_a_feed_has_it_as_an_enclosure_with_credit_and_size(read, story, lead):
    item = ElementTree.fromstring(read("/rss.xml").content).find(".//item")
    enclosure, content = item.find("enclosure"), item.find(f"{MEDIA}content")
    wanted = Rendition.objects.get(picture=lead, crop="wide", name=plate(lead, "wide"))
    assert enclosure.get("url") == content.get("url")
    assert enclosure.get("url").endswith(wanted.get_absolute_url())
    assert enclosure.get("length") == str(wanted.size)
    assert (content.get("width"), content.get("height")) == ("960", "640")
    assert content.find(f"{MEDIA}credit").text == "Bild: Leander Vossmer"
    text = item.find("{http://purl.org/rss/1.0/modules/content/}encoded").text
    assert len(re.findall(r'<img src="https?://[^"]*/media/', text)) == 3
    assert "<!--" not in text


def test_a_portrait_and_a_sections_picture_are_there_once_the_desk_has_saved_them(
    read, reporter, chief, lead
):
    publish(approved(reporter, chief, people=["Henrike Tamsen"]), by=chief)
    person, home = Person.objects.get(), section()
    person.portrait = home.picture = lead
    for one in (person, home):
        one.save()
        reprint_named(one)
    for path, shape in (("/people/henrike-tamsen/", "portrait"), ("/stadt/", "section")):
        image = parse(read(path)).find(f".//picture[@data-shape='{shape}']/img")
        assert read(image.get("src")).status_code == 200
        assert image.get("alt") == lead.alt


def test_a_section_with_a_picture_is_one_query(client, as_reader, story, lead):
    Section.objects.filter(pk=section().pk).update(picture=lead)
    answer, queries = asked(client, as_reader, "/stadt/")
    assert 'data-shape="section"' in answer.content.decode()
    assert len(queries) == 1, queries


def test_nothing_of_a_piece_is_left_where_no_picture_shows(read, story):
    Plate.objects.all().delete()
    for path in (story.path, "/", "/stadt/", "/people/henrike-tamsen/", "/rss.xml"):
        answer = read(path)
        assert answer.status_code == 200
        assert "<!--picture" not in answer.content.decode()
    assert figures(read(story.path)) == []


def test_rights_end_on_the_second_on_every_surface(read, reporter, chief, clock, lead):
    clock(NOW)
    end = NOW + timedelta(hours=2)
    lead.usable_until = end
    lead.save()
    Person.objects.create(slug="henrike-tamsen", name="Henrike Tamsen", portrait=lead)
    home = section()
    home.picture = lead
    home.save()
    article = approved(
        reporter, chief, lead=lead, body=BODY + figure(lead), people=["Henrike Tamsen"]
    )
    story = publish(article, by=chief).story
    pages = (story.path, "/", "/stadt/", "/rss.xml", "/stadt/rss.xml", "/people/henrike-tamsen/")
    pages += ("/sitemap-2026-11.xml",)
    files = {f"/media/{name}" for name in lead.renditions.values_list("name", flat=True)}

    clock(end - timedelta(seconds=1))
    tags = {path: read(path)["ETag"] for path in pages}
    for path in pages:
        assert set(FILE.findall(read(path).content.decode())) & files, path
    assert {read(one).status_code for one in files} == {200}
    assert {read(one)["Cache-Control"] for one in files} == {"public, max-age=1, immutable"}
    assert linked_data(read(story.path))["image"]

    clock(end)
    for path in pages:
        assert read(path, headers={"If-None-Match": tags[path]}).status_code == 200, path
        assert not FILE.findall(read(path).content.decode()), path
    absent = read("/media/" + 64 * "0" + ".jpg")
    for one in files:
        assert (read(one).status_code, read(one).content) == (404, absent.content)
    assert "image" not in linked_data(read(story.path))
    assert head(read(story.path), "og:image").endswith("social.png")


def test_thousands_of_guesses_find_nothing_before_the_embargo_and_the_picture_on_its_second(
    read, client, as_reader, reporter, chief, clock, lead
):
    clock(NOW)
    at = NOW + timedelta(hours=1)
    article = approved(reporter, chief, lead=lead, body=BODY + figure(picture()))
    story = publish(article, by=chief, live_from=at).story
    develop(lead)
    names = list(Rendition.objects.values_list("name", flat=True))
    original = lead.original
    guesses = [f"/media/{name}" for name in names]
    guesses += [f"/media/{original.digest}.{ending}" for ending in ("jpg", "avif", "png")]
    folders = ("media", "media/2026/11", "uploads", "pictures", "static", "originals", "renditions")
    stems = (original.filename, original.file.name, f"{lead.key}.jpg", f"{lead.pk}.jpg")
    guesses += [f"/{folder}/{stem}" for folder in folders for stem in stems]
    guesses += [f"/media/{name[:2]}/{name}" for name in names]
    most = times(500, fully=10_000)
    guesses += [f"/media/{number:064x}.jpg" for number in range(most - len(guesses))]
    absent = read("/media/" + 64 * "0" + ".jpg")
    with as_reader():
        answers = {(one.status_code, one.content) for one in map(client.get, guesses)}
    assert len(guesses) == most
    assert answers == {(404, absent.content)}
    assert dict(read(guesses[0]).items()) == dict(absent.items())

    clock(at)
    shown = FILE.findall(read(story.path).content.decode())
    assert shown
    assert {read(one).status_code for one in shown} == {200}


def test_a_file_is_kept_for_a_year_and_asked_for_by_its_name(read, story, lead):
    path = f"/media/{plate(lead, 'wide')}"
    answer = read(path)
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["ETag"] == f'"{path[7:71]}"'
    again = read(path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_web_server_that_has_the_folder_is_told_where_it_lies(read, story, lead, settings):
    settings.RENDITIONS_ACCEL = "/renditions/"
    name = plate(lead, "wide")
    answer = read(f"/media/{name}")
    assert answer["X-Accel-Redirect"] == f"/renditions/{name[:2]}/{name}"
    assert (answer["Content-Type"], answer.content) == ("image/jpeg", b"")


@pytest.mark.parametrize(
    ("path", "budget"),
    [
        *((None, 1), ("/", 1), ("/stadt/", 1), ("/people/henrike-tamsen/", 2), ("/rss.xml", 1)),
        ("file", 1),
    ],
)
def test_pictures_cost_no_query_more(read, story, lead, path, budget):
    home = section()
    home.picture = lead
    home.save()
    path = {None: story.path, "file": f"/media/{plate(lead, 'wide')}"}.get(path, path)
    read(path)
    with CaptureQueriesContext(connection) as seen:
        assert read(path).status_code == 200
    asked = [one["sql"] for one in seen if "SET ROLE" not in one["sql"]]
    assert len(asked) == budget, asked


def test_an_embargoed_update_shows_its_picture_with_its_words(read, reporter, chief, clock, lead):
    clock(NOW)
    article = approved(reporter, chief, lead=lead)
    story = publish(article, by=chief).story
    new, at = picture(), NOW + timedelta(hours=1)
    publish(revise(article, reporter, chief, lead=new), by=chief, live_from=at)
    old, coming = (f"/media/{plate(one, 'wide')}" for one in (lead, new))
    assert (read(old).status_code, read(coming).status_code) == (200, 404)
    assert old in read(story.path).content.decode()
    clock(at)
    assert (read(old).status_code, read(coming).status_code) == (404, 200)
    assert coming in read(story.path).content.decode()
