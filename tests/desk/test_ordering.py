"""The order in which sections stand."""

import pytest

from articles.catalog.models import Section
from tests.cast import section

pytestmark = pytest.mark.django_db
ORDER = "/admin/articles/section/order/"


@pytest.fixture
def paper():
    """Three sections, the first with two under it, as they were made."""
    tops = [section(slug) for slug in ("a", "b", "c")]
    under = [section(slug, tops[0]) for slug in ("x", "y")]
    return {one.slug: one for one in (*tops, *under)}


def order(parent=None):
    rows = Section.objects.in_order().filter(parent=parent)
    return "".join(one.slug for one in rows)


@pytest.mark.parametrize(
    ("one", "before", "found"), [("c", "a", "cab"), ("a", "", "bca"), ("a", "c", "bac")]
)
def test_a_section_is_put_before_its_neighbour(client, chief, paper, one, before, found):
    client.force_login(chief)
    asked = f"{paper[one].pk}:{paper[before].pk if before else ''}"
    answer = client.post(ORDER, {"move": asked})
    assert answer["Location"] == f"{ORDER}#section-{paper[one].pk}"
    assert order() == found
    assert order(paper["a"]) == "xy"


def test_the_buttons_move_by_one(client, chief, paper):
    client.force_login(chief)
    tops = client.get(ORDER).context["levels"]
    assert [bool(one["up"]) for one in tops] == [False, True, True]
    client.post(ORDER, {"move": tops[0]["down"]})
    assert order() == "bac"
    client.post(ORDER, {"move": tops[0]["children"][1]["up"]})
    assert order(paper["a"]) == "yx"
    client.post(ORDER, {"move": client.get(ORDER).context["levels"][1]["down"]})
    assert order() == "bca"


@pytest.mark.parametrize("asked", ["", "x", "{a}:{x}", "{a}:999999", "999999:"])
def test_what_are_no_neighbours_is_not_there(client, chief, paper, asked):
    client.force_login(chief)
    keys = {name: one.pk for name, one in paper.items()}
    assert client.post(ORDER, {"move": asked.format(**keys)}).status_code == 404
    assert order() == "abc"


def test_it_is_not_for_those_who_only_look(client, reporter, paper):
    client.force_login(reporter)
    assert client.get(ORDER).status_code == 403
    assert client.post(ORDER, {"move": f"{paper['c'].pk}:{paper['a'].pk}"}).status_code == 403
    assert order() == "abc"


def test_readers_get_the_new_order_at_once(client, chief, paper):
    before = client.get("/").headers["ETag"]
    client.force_login(chief)
    client.post(ORDER, {"move": f"{paper['c'].pk}:{paper['a'].pk}"})
    assert client.get("/", headers={"If-None-Match": before}).status_code == 200


def test_the_list_of_sections_leads_there(client, chief, reporter, paper):
    for who, found in ((chief, True), (reporter, False)):
        client.force_login(who)
        assert (ORDER in client.get("/admin/articles/section/").content.decode()) is found
