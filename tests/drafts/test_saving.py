"""Nothing an editor wrote is ever lost."""

import threading
from collections.abc import Callable

import pytest
from django.db import ProgrammingError, connection, transaction

from articles.drafts import saving
from articles.drafts.errors import Overtaken
from articles.drafts.models import Article, Decision, Version
from tests.cast import draft


@pytest.mark.django_db
def test_every_save_is_a_version(reporter):
    article = draft(reporter)
    article.headline = "Zweite Fassung"
    saving.save(article, by=reporter, note="nach dem Gegenlesen")
    numbers = list(Version.objects.values_list("number", "content__headline", "note"))
    assert numbers[0] == (2, "Zweite Fassung", "nach dem Gegenlesen")
    assert numbers[1][0] == 1


@pytest.mark.django_db
def test_the_second_saver_is_refused_and_told_by_whom(reporter, editor):
    article = draft(reporter)
    mine, theirs = (Article.objects.get(pk=article.pk) for _ in range(2))
    theirs.headline = "Ihre"
    saving.save(theirs, by=editor)
    mine.headline = "Meine"
    with pytest.raises(Overtaken, match="editor"):
        saving.save(mine, by=reporter)
    assert Article.objects.get().headline == "Ihre"


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Version, Decision], ids=["versions", "decisions"])
def test_what_is_kept_can_only_be_added_to(reporter, model):
    draft(reporter)
    for change in (
        lambda: model.objects.update(by=reporter),
        lambda: model.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()


@pytest.mark.django_db
def test_no_article_is_deleted(reporter):
    article = draft(reporter)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Article.objects.filter(pk=article.pk)._raw_delete("default")


@pytest.mark.django_db
def test_the_body_is_cleaned_on_its_way_in(reporter):
    article = draft(reporter, body='<p onclick="x()">Gut</p><script>alert(1)</script>')
    body = Article.objects.get(pk=article.pk).body
    assert "Gut" in body
    assert "script" not in body
    assert "onclick" not in body


@pytest.mark.django_db
def test_an_article_without_a_slug_gets_a_free_one(reporter):
    first = draft(reporter, headline="Straße für Südkorea")
    second = draft(reporter, headline="Straße für Südkorea")
    assert (first.slug, second.slug) == ("strasse-fuer-suedkorea", "strasse-fuer-suedkorea-2")


def in_threads(count: int, work: Callable[[int], None]) -> list[BaseException]:
    failed: list[BaseException] = []

    def run(number: int) -> None:
        try:
            work(number)
        except BaseException as error:  # a thread's error must reach the test
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed


@pytest.mark.django_db(transaction=True)
def test_two_hundred_concurrent_saves_lose_none(reporter):
    article = draft(reporter, body="<p>Anfang</p>")

    def writer(number: int) -> None:
        for turn in range(10):
            save_until_it_holds(article.pk, f"w{number}-{turn}", reporter)

    assert in_threads(20, writer) == []
    stored = Article.objects.get(pk=article.pk)
    wanted = {f"w{number}-{turn}" for number in range(20) for turn in range(10)}
    assert wanted <= set(stored.internal_note.split())
    assert stored.version == 201
    assert Version.objects.count() == 201


def save_until_it_holds(pk: int, token: str, by) -> None:
    while True:
        copy = Article.objects.get(pk=pk)
        copy.internal_note = f"{copy.internal_note} {token}"
        try:
            saving.save(copy, by=by)
        except Overtaken:
            continue
        return


@pytest.mark.django_db(transaction=True)
def test_fifty_articles_of_one_headline_get_fifty_slugs(reporter):
    assert in_threads(50, lambda _number: draft(reporter, headline="Gleich")) == []
    assert len(set(Article.objects.values_list("slug", flat=True))) == 50
