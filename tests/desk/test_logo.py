"""The logo on the page of the newsroom's settings: uploads, refusals, preview and removal."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.catalog.models import House, Logo
from articles.catalog.models.house import FIELDS
from articles.drafts.models import Decision
from articles.press.settle import settle
from tests.cast import person_of_the_desk
from tests.logos import file, mark

pytestmark = pytest.mark.django_db
PAGE = "/admin/house/"


@pytest.fixture
def boss(client):
    user = person_of_the_desk("boss", "chief", language="en")
    client.force_login(user)
    return user


def typed(**changed):
    now = House.objects.newest()
    values = {name: getattr(now, name) for name in FIELDS} | {"seen": now.version}
    return values | {"mail_from": "desk@example.org"} | changed


def upload(content, name="zeichen.png"):
    return SimpleUploadedFile(name, content)


def test_a_file_becomes_the_logo_and_is_shown(client, boss):
    answer = client.post(PAGE, typed(logo_file=upload(file())), follow=True)
    page = answer.content.decode()
    assert "Saved. Readers have it from now on." in page
    assert House.objects.newest().logo.ink == "dark"
    assert page.count('src="data:image/webp;base64,') == 2
    assert "By night" in page


def test_one_for_dark_paper_is_shown_on_it(client, boss):
    both = {"logo_file": upload(file()), "logo_dark_file": upload(file(mark("#fdfbf7")))}
    page = client.post(PAGE, typed(**both), follow=True).content.decode()
    house = House.objects.newest()
    assert house.logo_id != house.logo_dark_id
    assert page.count("By night") == 1
    assert page.count('src="data:image/webp;base64,') == 2


BOMB = file(Image.new("1", (20_000, 20_000)), optimize=True)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "which can carry programs along"),
        (BOMB, "has more than 16 million pixels"),
        (b"Nur ein Text", "is no PNG, JPEG or WebP"),
        (file(mark(mode="RGB"), "GIF"), "is no PNG, JPEG or WebP"),
        (file() + b"\0" * 3_000_000, "has more than 3 megabytes"),
        (file()[:2000], "is damaged"),
        (b"", "is empty"),
        (file(mark(size=(100, 60))), "is too small"),
        (file(Image.new("RGBA", (400, 200))), "all of it is transparent"),
        (file(mark(size=(4000, 100), mode="RGB")), "far too long for its width"),
    ],
    ids=["svg", "bomb", "text", "gif", "bytes", "cut", "empty", "small", "blank", "ratio"],
)
def test_what_is_no_logo_is_refused_in_words_and_everything_typed_is_kept(
    client, boss, content, told
):
    answer = client.post(PAGE, typed(tagline="Halb getippt", logo_file=upload(content)))
    page = answer.content.decode()
    assert (answer.status_code, told in page) == (200, True)
    assert "“zeichen.png”" in page
    assert 'value="Halb getippt"' in page
    assert "Nothing is saved yet" in page
    assert not House.objects.exists()
    assert not Logo.objects.exists()


def test_what_was_cut_off_while_it_came_in_is_told_the_limit_of_logos(client, boss, settings):
    settings.PICTURE_BYTES = 1000
    page = client.post(PAGE, typed(logo_file=upload(file()))).content.decode()
    assert "has more than 3 megabytes" in page
    assert not House.objects.exists()


def test_beside_another_fault_it_is_to_be_chosen_again(client, boss):
    page = client.post(PAGE, typed(name=" ", logo_file=upload(file()))).content.decode()
    assert "Choose this file again, please" in page
    assert not Logo.objects.exists()


def test_a_second_saver_chooses_it_again_and_overwrites_nothing(client, boss, chief):
    mine = typed(logo_file=upload(file()))
    settle({name: typed(name="Der Lotse")[name] for name in FIELDS}, by=chief, seen=0)
    page = client.post(PAGE, mine).content.decode()
    assert "saved the settings in the meantime" in page
    assert "Choose this file again, please" in page
    assert House.objects.newest().logo_id is None


def test_it_is_removed_and_comes_back(client, boss):
    client.post(PAGE, typed(logo_file=upload(file())))
    client.post(PAGE, typed(logo_away="on"))
    assert House.objects.newest().logo_id is None
    page = client.get(PAGE).content.decode()
    assert "logo: another one" in page
    assert 'name="logo_away"' not in page
    client.post(PAGE, {"back": 1, "seen": 2})
    assert House.objects.newest().logo_id


def test_saving_without_a_file_keeps_it(client, boss):
    client.post(PAGE, typed(logo_file=upload(file())))
    client.post(PAGE, typed(tagline="Am Kai"))
    assert House.objects.newest().logo_id


def test_one_for_dark_paper_alone_is_refused(client, boss):
    page = client.post(PAGE, typed(logo_dark_file=upload(file()))).content.decode()
    assert "upload that one, too" in page
    assert not House.objects.exists()
    client.post(PAGE, typed(logo_file=upload(file())))
    both = typed(logo_away="on", logo_dark_file=upload(file(mark("#fdfbf7"))))
    assert "upload that one, too" in client.post(PAGE, both).content.decode()


def test_the_log_tells_of_it_without_digests(client, boss):
    client.post(PAGE, typed(logo_file=upload(file())))
    client.post(PAGE, typed(logo_file=upload(file(mark("#c04020")))))
    client.post(PAGE, typed(logo_away="on"))
    page = client.get("/admin/articles/decision/").content.decode()
    for told in ("logo: added", "logo: replaced", "logo: removed"):
        assert told in page
    assert Decision.objects.filter(verb="settings", by=boss).count() == 3
    assert not any(one.key in page for one in Logo.objects.all())


@pytest.mark.parametrize("role", ["reporter", "section editor", "editor", "ticker"])
def test_nobody_else_may(client, role):
    client.force_login(person_of_the_desk("other", role))
    assert client.post(PAGE, typed(logo_file=upload(file()))).status_code == 403
    assert not Logo.objects.exists()


def test_a_tomorrow_s_page_at_the_desk_has_it(client, boss):
    client.post(PAGE, typed(logo_file=upload(file())))
    address = "/admin/as-of/2030-01-01T12:00:00/"
    key = House.objects.newest().logo_id
    assert f'src="{address}media/{key}.webp"' in client.get(address).content.decode()
    assert client.get(f"{address}media/{key}.webp").content == bytes(Logo.objects.get().page)
