"""Names are typed where a menu would have thousands, and are understood as people mean them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import Dossier, Person, Source, Tag
from articles.desk.counting import MOST, MoreThan
from articles.desk.named_field import NamedField, TopicsField
from articles.drafts.models import Contribution, Decision, Route, Supplier
from tests.cast import draft, section

from .test_saving import save

pytestmark = pytest.mark.django_db
ARTICLE = "/admin/articles/article"


@pytest.fixture
def desk(client, chief):
    client.force_login(chief)
    return client


def rows_of(article, **row: object) -> dict[str, object]:
    first = {f"contributions-0-{name}": value for name, value in row.items()}
    return {
        "contributions-TOTAL_FORMS": 1,
        "contributions-INITIAL_FORMS": 0,
        "contributions-0-article": article.pk,
        "contributions-0-role": "",
        "contributions-0-order": 0,
    } | first


def test_the_byline_is_typed_and_saved(desk, reporter):
    Person.objects.create(name="Ada Lovis", slug="ada-lovis")
    article = draft(reporter)
    assert save(desk, article, **rows_of(article, person="ada  lovis")).status_code == 302
    assert Contribution.objects.get(article=article).person.slug == "ada-lovis"


def test_nobody_of_that_name_is_an_error_beside_the_field(desk, reporter):
    article = draft(reporter)
    page = save(desk, article, **rows_of(article, person="Niemand"))
    assert page.status_code == 200
    assert 'value="Niemand"' in page.content.decode()
    assert not Contribution.objects.exists()


def test_two_of_one_name_are_told_apart_by_their_slug():
    one = Person.objects.create(name="Ada Lovis", slug="ada-lovis")
    other = Person.objects.create(name="Ada Lovis", slug="ada-lovis-2")
    field = NamedField(Person.objects.all())
    with pytest.raises(Exception, match=r"several|Several|Mehrere"):
        field.clean("Ada Lovis")
    assert field.clean("ada-lovis-2") == other
    assert field.prepare_value(one.pk) == "ada-lovis"
    assert not field.has_changed(one.pk, field.prepare_value(one.pk))


def test_a_name_of_digits_is_no_key():
    other = Tag.objects.create(name="Hafen", slug="hafen")
    year = Tag.objects.create(name=str(other.pk), slug="year")
    assert NamedField(Tag.objects.all()).clean(str(other.pk)) == year


def test_a_route_takes_topics_by_their_names():
    known = [Tag.objects.create(name=one, slug=one.lower()) for one in ("Hafen", "Rat")]
    field = TopicsField(Tag.objects.all(), required=False)
    assert field.clean("Rat, Hafen,") == known[::-1]
    assert field.prepare_value(known) == "Hafen, Rat"
    assert not field.has_changed(known, "Rat, Hafen")
    with pytest.raises(Exception, match=r"No topic|Kein Thema"):
        field.clean("Rat, Nirgends")


def test_no_form_of_the_desk_has_a_menu_of_everybody(desk, reporter):
    article = draft(reporter, people=["Ada Lovis"])
    for number in range(60):
        Person.objects.create(name=f"Person {number}", slug=f"p-{number}")
        Source.objects.create(name=f"Quelle {number}", slug=f"q-{number}")
        Tag.objects.create(name=f"Thema {number}", slug=f"t-{number}")
    supplier = Supplier.objects.create(name="lpd", address="https://lpd.example/rss.xml")
    route = Route.objects.create(supplier=supplier, words="Rat", section=section())
    dossier = Dossier.objects.create(title="Die Fähre", slug="die-faehre")
    for where in (
        f"{ARTICLE}/add/",
        f"{ARTICLE}/{article.pk}/change/",
        f"/admin/articles/supplier/{supplier.pk}/change/",
        f"/admin/articles/route/{route.pk}/change/",
        f"/admin/articles/dossier/{dossier.pk}/change/",
    ):
        page = desk.get(where).content.decode()
        assert "<form" in page
        for name in ("Person 7", "Quelle 7", "Thema 7"):
            assert name not in page, where


def test_lists_ask_as_much_for_few_as_for_many(desk, reporter):
    def fill(start: int, end: int) -> None:
        for number in range(start, end):
            draft(reporter, headline=f"Nr. {number}", tags=[f"T{number}"], people=[f"P {number}"])
            Source.objects.create(name=f"Q {number}", slug=f"q-{number}")

    lists = ("article", "decision", "person", "tag", "source", "dossier", "user", "picture")

    def asked() -> dict[str, int]:
        found = {}
        for name in lists:
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(f"/admin/articles/{name}/").status_code in {200, 403}
            found[name] = len(queries)
        return found

    fill(0, 2)
    asked()
    few = asked()
    fill(2, 14)
    assert asked() == few


@pytest.mark.parametrize("name", ["person", "tag", "source", "dossier", "decision", "dispatch"])
def test_no_list_counts_its_table_to_the_end(desk, reporter, name):
    draft(reporter, tags=["Fähre"], people=["Ada Lovis"])
    with CaptureQueriesContext(connection) as queries:
        assert desk.get(f"/admin/articles/{name}/").status_code == 200
    counts = [one["sql"] for one in queries if "COUNT(*)" in one["sql"]]
    assert counts
    assert all(f"LIMIT {MOST + 1}" in one for one in counts)


def test_a_number_that_goes_on_says_so_and_is_reckoned_with():
    assert (MoreThan(1000) + 1, "1000" in str(MoreThan(1000))) == (1001, True)
    assert str(MoreThan(1000)) != "1000"


def test_the_log_is_narrowed_by_kind_by_day_and_by_word(desk, reporter, chief):
    article = draft(reporter, headline="Die Fähre bleibt")
    other = draft(reporter, headline="Der Hafen")
    common = {"by": chief, "digest": ""}
    Decision.objects.create(article=article, uid=article.uid, verb="publish", **common)
    Decision.objects.create(
        article=other, uid=other.uid, verb="spike", why="Doppelt gemeldet", **common
    )

    def verbs(**asked: str) -> list[str]:
        page = desk.get("/admin/articles/decision/", asked)
        assert page.status_code == 200
        return [one.verb for one in page.context["cl"].result_list]

    assert verbs(verb="spike") == ["spike"]
    assert {"publish", "spike"} <= set(verbs(days="7"))
    assert verbs(q="fähre") == ["publish"]
    assert verbs(q="doppelt") == ["spike"]
    assert verbs(q="nirgends") == []
