"""Deleting says what depends on it, and what readers know stays."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.catalog.models import FormerTopic, Person, Section, Source, Tag
from articles.drafts.errors import NotYours
from articles.drafts.models import Credit, Route, Supplier
from articles.press.discard import discard, seen
from articles.press.errors import SeenByReaders, StillNamed
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from tests.cast import approved, draft, person_of_the_desk, section
from tests.pictures import picture

pytestmark = pytest.mark.django_db
KINDS = ("section", "person", "source", "tag")


@pytest.fixture
def admin():
    return person_of_the_desk("root", is_superuser=True, language="en")


@pytest.fixture
def desk(client, admin):
    client.force_login(admin)
    return client


def where(named):
    return reverse(f"admin:articles_{named._meta.model_name}_delete", args=[named.pk])


def named(kind):
    """One that nothing names."""
    return {
        "section": lambda: Section.objects.create(title="Recht", slug="recht"),
        "person": lambda: Person.objects.create(name="Ida Lund", slug="ida-lund"),
        "source": lambda: Source.objects.create(name="Nordkurier", slug="nordkurier"),
        "tag": lambda: Tag.objects.create(name="Damm", slug="damm"),
    }[kind]()


def article_with(one, reporter, chief):
    """Approved, under this name."""
    fields = {
        "section": {"section": one},
        "person": {"people": [one.name]} if isinstance(one, Person) else {},
        "tag": {"tags": [str(one)]},
    }.get(one._meta.model_name, {})
    article = approved(reporter, chief, **fields)
    if isinstance(one, Source):
        Credit.objects.create(article=article, source=one, relation="quoted")
    return article


def lines(page):
    text = page.content.decode()
    return [one.split("</li>")[0] for one in text.split("<li>")[1:]]


@pytest.mark.parametrize("kind", KINDS)
def test_what_nothing_names_is_deleted(desk, kind):
    one = named(kind)
    assert "Nothing depends on it." in desk.get(where(one)).content.decode()
    desk.post(where(one), {"post": "yes"})
    assert not type(one).objects.filter(pk=one.pk).exists()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("gone", [False, True])
def test_what_readers_have_seen_stays_withdrawn_or_not(desk, admin, reporter, chief, kind, gone):
    one = named(kind)
    article = article_with(one, reporter, chief)
    if kind == "source":
        Credit.objects.all().delete()
    publish(article, by=chief)
    if kind == "source":
        Credit.objects.create(article=article, source=one, relation="quoted")
    if gone:
        withdraw(article, by=chief, reason="Auf Wunsch.", kind="withdrawn")
    page = desk.get(where(one))
    assert "cannot be deleted" in page.content.decode()
    assert "Readers know it from 1 story." in page.content.decode()
    assert "withdrawn or purged" in page.content.decode()
    desk.post(where(one), {"post": "yes"})
    assert type(one).objects.filter(pk=one.pk).exists()
    with pytest.raises(SeenByReaders):
        discard(one, by=admin)


@pytest.mark.parametrize("kind", ["section", "person", "source"])
def test_what_an_article_names_is_named_with_the_article(desk, admin, reporter, chief, kind):
    one = named(kind)
    article = article_with(one, reporter, chief)
    page = desk.get(where(one)).content.decode()
    assert "cannot be deleted" in page
    assert article.headline in page
    with pytest.raises(StillNamed):
        discard(one, by=admin)


def test_a_topic_goes_from_drafts_and_routes_and_the_page_says_so(desk, reporter):
    one = named("tag")
    draft(reporter, tags=["Damm"])
    lpd = Supplier.objects.create(name="lpd", address="https://lpd.example/rss.xml")
    Route.objects.create(supplier=lpd, words="Damm", section=section()).tags.add(one)
    found = desk.get(where(one)).content.decode()
    assert "Articles: 1" in found
    assert "Die Fähre muss fahren" in found
    assert "will not any more" in found
    desk.post(where(one), {"post": "yes"})
    assert not Tag.objects.exists()


def test_a_topic_that_an_older_address_leads_to_stays(admin):
    one = named("tag")
    FormerTopic.objects.create(slug="frueher", tag=one)
    assert seen(one)
    with pytest.raises(SeenByReaders):
        discard(one, by=admin)


def test_a_picture_that_readers_know_says_what_to_do_instead(desk, reporter, chief):
    shown = picture()
    article = approved(reporter, chief, lead=shown)
    assert article.headline in desk.get(where(shown)).content.decode()
    publish(article, by=chief)
    assert "Its rights can be ended" in desk.get(where(shown)).content.decode()


def test_the_page_asks_no_more_however_much_depends(desk, reporter, chief):
    one = named("section")

    def asked():
        with CaptureQueriesContext(connection) as found:
            desk.get(where(one))
        return len(found)

    article_with(one, reporter, chief)
    asked()
    few = asked()
    for number in range(6):
        draft(reporter, headline=f"Nr. {number}", section=one)
    assert asked() == few


def test_who_may_not_delete_is_refused(client, reporter):
    one = named("tag")
    client.force_login(reporter)
    assert client.get(where(one)).status_code == 403
    with pytest.raises(NotYours):
        discard(one, by=reporter)


def test_what_came_between_the_page_and_the_click_is_refused_in_words(
    desk, reporter, chief, monkeypatch
):
    from articles.desk import depending

    one = named("tag")
    publish(article_with(one, reporter, chief), by=chief)
    monkeypatch.setattr(depending, "depending", lambda _named: depending.Depending())
    answer = desk.post(where(one), {"post": "yes"}, follow=True)
    assert "Readers know “Damm”" in answer.content.decode()
    assert Tag.objects.exists()
