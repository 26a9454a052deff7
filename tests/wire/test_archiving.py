"""An archive is taken in by the hundred, and every post comes out as if it had come alone."""

import io
from collections import Counter

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from articles.catalog.models import Person, Source, Tag
from articles.drafts.frozen import digest
from articles.drafts.models import Article, Dispatch, Route, Supplier
from articles.wire import ahead, archiving, receiving
from articles.wire.archiving import receive_archive
from articles.wire.importing import service_account
from articles.wire.receiving import Fate
from tests.cast import section
from tests.wire.test_wordpress import CLASSIC, export, post

pytestmark = pytest.mark.django_db

PROMISE = "<p>Zuvor berichteten wir, dass der Rat am Kai getagt hat.</p>"
CREDIT = "<p>Das Haus brennt, schreibt der Lommerbote Kurier. Die Feuerwehr kam.</p>"


def take_in(*items: str, filed=None) -> list:
    file = io.BytesIO(export(*items))
    return list(receive_archive(file, "export.xml", by=service_account(), section=filed))


def alone(*items: str, filed=None) -> list:
    """The same posts, each by itself."""
    found = []
    for one in items:
        found += receiving.receive(export(one), "export.xml", by=service_account(), section=filed)
    return found


def fates(outcomes) -> Counter:
    return Counter(one.fate for one in outcomes)


def told(article: Article) -> dict:
    """Everything of a draft but what is minted for each."""
    version = article.versions.get()
    words = {name: value for name, value in version.content.items() if name != "body"}
    links = [{k: v for k, v in one.items() if k != "key"} for one in words.pop("links")]
    dispatch = article.dispatches.get()
    return words | {
        "links": links,
        "note": version.note,
        "by": version.by_id,
        "number": version.number,
        "state": article.state,
        "priority": article.priority,
        "made": (article.created_by_id, article.changed_by_id),
        "kept": (dispatch.source, dispatch.guid, dispatch.number, dispatch.state, dispatch.former),
        "counted": dispatch.article_version,
        "topics": sorted(article.tags.values_list("name", flat=True)),
    }


POSTS = (
    post(1, CLASSIC),
    post(2, PROMISE),
    post(3, CREDIT),
    post(4, "<p>Text.</p>", title="Rat tagt 1"),
    post(5, "<p>Text.</p>", title="Rat tagt 1"),
)


def test_a_post_of_a_hundred_becomes_what_it_would_alone(monkeypatch):
    Tag.objects.create(name="Fähre", slug="faehre")
    Person.objects.create(name="Anna Meier", slug="anna-meier")
    supplier = Supplier.objects.create(name="Lommerbote & Co", licence="Frei.")
    Route.objects.create(supplier=supplier, words="brennt", section=section("feuer"), order=1)
    stadt = section("stadt")
    assert fates(take_in(*POSTS, filed=stadt)) == {Fate.TAKEN: 5}
    many = {one.dispatches.get().guid: told(one) for one in Article.objects.all()}
    ours = list(Article.objects.values_list("pk", flat=True))
    Dispatch.objects.update(guid="", number=9, source="weg", state="refused", digest="")
    Article.objects.update(slug="")
    assert fates(alone(*POSTS, filed=stadt)) == {Fate.TAKEN: 5}
    one_by_one = {
        one.dispatches.get().guid: told(one) for one in Article.objects.exclude(pk__in=ours)
    }
    assert one_by_one == many
    assert {one["slug"] for one in many.values()} >= {"rat-tagt-1", "rat-tagt-1-2", "rat-tagt-1-3"}
    assert any(one["links"] for one in many.values())
    assert any(one["topics"] for one in many.values())
    assert all(one["bylines"] for one in many.values())


def test_the_words_of_the_draft_are_signed_off_by_the_same_digest():
    take_in(*POSTS)
    for one in Article.objects.all():
        assert one.versions.get().digest == digest(one)


def test_a_hundred_posts_cost_few_statements():
    def statements(number: int, start: int) -> int:
        posts = [post(one) for one in range(start, start + number)]
        with CaptureQueriesContext(connection) as asked:
            assert fates(take_in(*posts)) == {Fate.TAKEN: number}
        return len(asked)

    statements(1, 1000)
    assert statements(40, 2000) <= statements(10, 3000) + 5


def test_what_is_odd_goes_its_own_way_and_the_rest_is_taken():
    items = [
        post(1),
        post(2, ""),
        post(3, title=""),
        post(1),
        post(4),
    ]
    items[1] = items[1].replace("Kurz <b>gesagt</b>.", "")
    found = take_in(*items)
    assert [one.fate for one in found] == [
        Fate.TAKEN, Fate.REFUSED, Fate.REFUSED, Fate.SKIPPED, Fate.TAKEN,
    ]  # fmt: skip
    assert Article.objects.count() == 2
    assert Dispatch.objects.filter(state=Dispatch.State.REFUSED).count() == 2


def test_a_post_that_was_refused_once_is_taken_and_asks_nobody_any_more():
    empty = post(1, "").replace("Kurz <b>gesagt</b>.", "")
    assert fates(take_in(empty)) == {Fate.REFUSED: 1}
    assert fates(take_in(post(1))) == {Fate.TAKEN: 1}


def test_where_the_hundred_cannot_be_written_each_post_is(monkeypatch):
    def broken(*args: object, **more: object) -> None:
        raise IntegrityError("article_slug_once")

    monkeypatch.setattr(archiving, "claim_all", broken)
    assert fates(take_in(*POSTS)) == {Fate.TAKEN: 5}


def test_a_route_ignores_a_post_of_many():
    supplier = Supplier.objects.create(name="Lommerbote & Co")
    Route.objects.create(supplier=supplier, words="brennt", ignore=True, order=1)
    assert fates(take_in(*POSTS)) == {Fate.TAKEN: 4, Fate.IGNORED: 1}
    assert Source.objects.filter(name="Lommerbote & Co").count() == 1


@pytest.fixture
def large(tmp_path, monkeypatch):
    """An archive that another process reads, in batches of five."""
    monkeypatch.setattr(ahead, "LARGE", 0)
    monkeypatch.setattr(ahead, "BATCH", 5)  # here; the other process has its own two hundred
    path = tmp_path / "large.xml"
    path.write_bytes(export(*POSTS))
    return path


def from_disk(path) -> list:
    with path.open("rb") as file:
        return list(receive_archive(file, path.name, by=service_account()))


def test_what_another_process_reads_becomes_the_same(large):
    Source.objects.create(name="Lommerbote Kurier", slug="lommerbote-kurier")
    assert fates(from_disk(large)) == {Fate.TAKEN: len(POSTS)}
    apart = [told(one) for one in Article.objects.order_by("id")]
    frozen = [digest(one) for one in Article.objects.order_by("id")]
    assert [one.versions.get().digest for one in Article.objects.order_by("id")] == frozen
    assert any(one["links"] for one in apart)
    Dispatch.objects.update(source="other")
    Article.objects.update(slug="")
    before = Article.objects.count()
    take_in(*POSTS)
    here = [told(one) for one in Article.objects.order_by("id")[before:]]
    assert apart == [one | {"slug": then["slug"]} for one, then in zip(here, apart, strict=True)]


def test_the_other_process_has_looked_through_the_words(large):
    from articles.wire.reading import said

    with large.open("rb") as file, ahead.reading(file, "x.xml") as found:
        (batch,) = found
    asked = {name.rpartition(".")[2] for name, _what in batch.found}
    assert asked == {"cleaned", "passages", "credited_in", "reported_in"}
    body = batch.posts[1][0].body
    assert batch.found[f"{said.__name__}.cleaned", body]


def test_an_archive_whose_reader_is_killed_is_taken_up_again_without_doubles(large, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(ahead, "send", die)
        with pytest.raises(ahead.ReaderLost):
            from_disk(large)
    from_disk(large)
    assert fates(from_disk(large)) == {Fate.SKIPPED: len(POSTS)}
    assert Article.objects.count() == len(POSTS)


def die(path: str, name: str, pipe) -> None:
    """As the kernel ends a process that took too much."""
    import os
    import signal

    os.kill(os.getpid(), signal.SIGKILL)


def test_a_large_file_that_breaks_off_is_refused_in_words(large):
    large.write_bytes(large.read_bytes()[:-40])
    *_others, last = from_disk(large)
    assert last.fate is Fate.REFUSED
    assert "no sound XML" in last.why
