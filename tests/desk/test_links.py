"""Related stories on the article's form: found, added, worded, ordered, taken out."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from articles.desk.aiming import aim
from articles.drafts.models import Article, StoryLink
from articles.press.move import move
from articles.press.publish import publish
from articles.reader.models import Story
from tests.cast import approved, draft

from .test_saving import filled, save

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(client):
    """What is asked for here are the source's own words."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with override("en"):
        yield


def rows(article: Article, *new: str, kind: str = "previous", **changes: dict) -> dict[str, object]:
    """The links as the form sends them: those there are, changed by key, and new ones."""
    known = list(article.links.all()) if article.pk else []
    values: dict[str, object] = {
        "links-INITIAL_FORMS": len(known),
        "links-TOTAL_FORMS": len(known) + len(new),
    }
    for place, one in enumerate(known):
        row = {"id": one.pk, "article": article.pk, "kind": one.kind, "place": place + 1}
        row |= {"wording": one.wording, "note": one.note} | changes.get(one.key, {})
        values |= {f"links-{place}-{name}": value for name, value in row.items()}
    for place, text in enumerate(new, len(known)):
        row = {"id": "", "article": article.pk or "", "kind": kind, "find": text}
        row |= {"wording": "", "note": ""}
        values |= {f"links-{place}-{name}": value for name, value in row.items()}
    return values


@pytest.fixture
def desk(client, reporter):
    client.force_login(reporter)
    return client


@pytest.fixture
def article(reporter):
    return draft(reporter, "Ostkai wird saniert")


@pytest.fixture
def other(reporter):
    return draft(reporter, "Gutachter halten den Ostkai für sicher")


def errors_of(answer) -> str:
    found = answer.context["inline_admin_formsets"][-1].formset
    return f"{found.errors} {found.non_form_errors()}"


def test_a_typed_headline_of_an_article_is_a_link_and_any_other_one_a_promise(desk, article, other):
    save(desk, article, **rows(article, other.headline.upper(), "Was noch kommt"))
    first, second = article.links.all()
    assert (first.to, first.quoted, first.order) == (other, "", 0)
    assert (second.to, second.quoted, second.order) == (None, "Was noch kommt", 1)
    article.refresh_from_db()
    assert article.version == 2
    assert [one["to"] for one in article.versions.first().content["links"]] == [str(other.uid), ""]


def test_addresses_lead_to_the_article_they_show(reporter, chief):
    printed = approved(reporter, chief)
    path = publish(printed, by=chief).story.path
    to = {"to": printed}
    assert aim(path) == aim(f"{settings.SITE_URL}{path}") == aim(f"  {path}versions/ ") == to
    assert aim(f"{settings.SITE_URL}/admin/articles/article/{printed.pk}/change/") == to
    move(printed, by=chief, slug="faehre")
    assert aim(path) == aim(Story.objects.get().path) == to
    assert aim("/stadt/2026/01/kommt-noch/") == {"address": "/stadt/2026/01/kommt-noch/"}
    assert aim("https://anderswo.example/a") == {"external": "https://anderswo.example/a"}
    assert aim("https://[") == {"external": "https://["}
    assert aim("   ") == {}


def test_an_agencys_number_leads_to_the_one_article_that_has_it(reporter):
    number = "urn:newsml:lpd.example:20261125:0042"
    one = draft(reporter, external_id=number)
    assert aim(number) == {"to": one}
    draft(reporter, external_id=number)
    assert aim(number) == {"external": number}


def test_a_headline_two_articles_have_is_a_promise(reporter):
    for _number in range(2):
        draft(reporter, "Sturm über dem Hafen")
    assert aim("Sturm über dem Hafen") == {"quoted": "Sturm über dem Hafen"}


def test_wording_order_and_kind_change_and_the_rest_stays(desk, article, other):
    save(desk, article, **rows(article, other.headline, "Was noch kommt"))
    article.refresh_from_db()
    first, second = article.links.all()
    changed = {first.key: {"place": 9, "wording": "Das Gutachten"}, second.key: {"kind": "same"}}
    save(desk, article, **rows(article, **changed))
    found = list(article.links.values_list("key", "kind", "wording", "to"))
    assert found == [
        (second.key, "same", "", None),
        (first.key, "previous", "Das Gutachten", other.pk),
    ]


def test_a_link_is_taken_out(desk, article, other):
    save(desk, article, **rows(article, other.headline, "Was noch kommt"))
    article.refresh_from_db()
    first, second = article.links.all()
    save(desk, article, **rows(article, **{first.key: {"DELETE": "on"}}))
    left = article.links.get()
    assert (left.key, left.order) == (second.key, 0)


def test_the_form_does_not_undo_what_the_press_found_meanwhile(desk, article, other):
    save(desk, article, **rows(article, "Was noch kommt"))
    article.refresh_from_db()
    one = article.links.get()
    sent = rows(article, **{one.key: {"wording": "Neu"}})
    StoryLink.objects.filter(pk=one.pk).update(to=other)
    save(desk, article, **sent)
    one.refresh_from_db()
    assert (one.to, one.quoted, one.wording) == (other, "Was noch kommt", "Neu")


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (["Ostkai wird saniert"], "itself"),
        (["Gutachter halten den Ostkai für sicher"] * 2, "already linked"),
        (["Was kommt", "«was» kommt!"], "already linked"),
        ([f"Teil {number}" for number in range(51)], "50"),
    ],
)
def test_what_cannot_be_a_link_is_said_beside_it(desk, article, other, new, said):
    answer = save(desk, article, **rows(article, *new))
    assert answer.status_code == 200
    assert said in errors_of(answer)
    assert not StoryLink.objects.exists()


def test_two_people_who_link_at_once_are_asked(desk, article, other):
    first = rows(article, other.headline)
    second = rows(article, "Was noch kommt")
    seen = article.version
    save(desk, article, **first)
    answer = save(desk, article, **second, seen=seen)
    assert answer.status_code == 200
    assert [one.label for one in answer.context["conflict"]] == ["related stories"]
    assert article.links.get().to == other


def test_finding_offers_articles_that_have_all_the_words(desk, article, other):
    url = reverse("admin:articles_article_find")
    found = desk.get(url, {"q": "ostkai gutach", "article": article.pk}).json()["articles"]
    assert [one["headline"] for one in found] == [other.headline]
    assert aim(found[0]["address"]) == {"to": other}
    assert desk.get(url, {"q": "ostkai", "article": article.pk}).json()["articles"] == found
    assert desk.get(url, {"q": "&|!:*()'", "article": "x"}).json() == {"articles": []}


def test_a_stranger_finds_nothing(client, stranger):
    client.force_login(stranger)
    assert client.get(reverse("admin:articles_article_find"), {"q": "a"}).status_code == 403


def test_the_form_shows_links_from_both_ends(desk, article, other):
    save(desk, article, **rows(article, other.headline))
    page = desk.get(reverse("admin:articles_article_change", args=[other.pk])).content.decode()
    assert article.headline in page
    assert "Followed by" in page


def test_a_sentence_that_names_a_story_is_offered_and_ticked_it_is_a_promise(desk, reporter):
    body = "<p>Gut. Zuvor berichteten wir, dass Gutachter den Ostkai prüfen.</p>"
    article = draft(reporter, body=body)
    url = reverse("admin:articles_article_change", args=[article.pk])
    offered = [one.quoted for one in desk.get(url).context["unlinked"]]
    assert offered == ["Gutachter den Ostkai prüfen"]
    save(desk, article, promised=[*offered, *offered, " "])
    assert article.links.get().quoted == offered[0]
    assert desk.get(url).context["unlinked"] == []
    said = [one.message for one in desk.get(url).context["look"].advice]
    assert any(offered[0] in one for one in said)


def test_an_article_may_be_added_together_with_its_links(desk, other):
    """The row asked which article it belongs to before there was one."""
    sent = filled(
        headline="Ostkai: die Kosten", **rows(Article(), other.headline, "Was noch kommt")
    )
    desk.post(reverse("admin:articles_article_add"), sent)
    made = Article.objects.get(headline="Ostkai: die Kosten")
    assert [(one.to, one.quoted) for one in made.links.all()] == [
        (other, ""),
        (None, "Was noch kommt"),
    ]
