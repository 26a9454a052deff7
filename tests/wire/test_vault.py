"""A backup is of one moment, proves itself whole, and comes back as it was, or not at all."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from articles.catalog.models import Picture
from articles.drafts.models import Article
from articles.press.publish import publish
from articles.wire.vault import backup
from articles.wire.vault.folder import ABOUT, DUMP, SUMS, checked, listed, sum_of
from tests.cast import BODY, approved, draft, person_of_the_desk
from tests.pictures import develop, figure, folders, picture
from tests.vaults import by_somebody_else, elsewhere, files_in, keep

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["elsewhere", "folders", "keep"]


@pytest.fixture
def people(folders):
    """A reporter and a chief."""
    return person_of_the_desk("reporter", "reporter"), person_of_the_desk("chief", "chief")


@pytest.fixture
def paper(people):
    """A live story with pictures, a draft, and a job that waits."""
    lead = picture()
    story = publish(approved(*people, lead=lead, body=BODY + figure(picture())), by=people[1]).story
    develop(lead)
    draft(people[0], "Ungedruckt")
    return story


def test_what_was_kept_comes_back_as_it_was(paper, keep, elsewhere, folders):
    code, said = elsewhere.restore(keep())
    assert (code, "equal by digest" in said) == (0, True), said
    assert elsewhere.files() == files_in(folders) != {}
    words = "SELECT headline FROM articles_article ORDER BY 1"
    with connection.cursor() as cursor:
        cursor.execute(words)
        assert elsewhere.ask(words) == cursor.fetchall() != []
    with psycopg.connect(elsewhere.url.format("newsroom_app")) as there:
        there.execute("SET ROLE newsroom_reader")
        assert there.execute("SELECT count(*) FROM articles_story").fetchone() == (1,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            there.execute("SELECT FROM articles_article")


def summed_anew(kept: Path) -> None:
    """Whatever was done to it, its sums say that it is whole."""
    sums = (f"{sum_of(kept / name)}  {name}\n" for name, _digest in listed(kept))
    (kept / SUMS).write_text("".join(sums))


def test_a_restore_leaves_nothing_halfway_and_compares_what_is_there(paper, keep, elsewhere):
    kept = keep()
    dump, about = (kept / DUMP).read_bytes(), json.loads((kept / ABOUT).read_text())
    (kept / DUMP).write_bytes(b"PGDMP and then nothing")
    summed_anew(kept)
    code, said = elsewhere.restore(kept)
    assert (code, "pg_restore failed" in said, elsewhere.files()) == (1, True, {})
    (kept / DUMP).write_bytes(dump)
    about["tables"]["articles_version"][0] += 1
    (kept / ABOUT).write_text(json.dumps(about))
    summed_anew(kept)
    code, said = elsewhere.restore(kept)
    assert (code, "Restored, but not as it was: articles_version differ." in said) == (1, True)


@contextmanager
def meanwhile(monkeypatch: pytest.MonkeyPatch, deed: Callable[[], None]) -> Iterator[None]:
    """Somebody does this after the moment was taken, before the database is dumped."""
    original = backup.dump

    def dump(*arguments: object) -> None:
        deed()
        original(*arguments)

    with monkeypatch.context() as patched:
        patched.setattr(backup, "dump", dump)
        yield


def test_what_is_saved_after_the_moment_is_not_in_it(paper, keep, elsewhere, monkeypatch):
    late = by_somebody_else("UPDATE articles_article SET headline = 'Zu spät'")
    with meanwhile(monkeypatch, late):
        kept = keep()
    code, said = elsewhere.restore(kept)
    assert code == 0, said
    assert elsewhere.ask("SELECT count(*) FROM articles_article WHERE headline = 'Zu spät'") == [
        (0,)
    ]
    assert Article.objects.filter(headline="Zu spät").exists()


def test_a_picture_that_goes_between_the_moment_and_its_copy_asks_for_another_moment(
    paper, keep, folders, monkeypatch
):
    """The row goes with it, as when the desk deletes a picture: the next moment knows neither."""
    victim = Picture.objects.exclude(pk=Article.objects.exclude(lead=None).get().lead_id).get()
    forget = by_somebody_else(f"DELETE FROM articles_original WHERE picture_id={victim.pk}")
    gone = [folders / "originals" / name for name in victim.original.file_names]
    seen, original = [], backup.named

    def named() -> set[str]:
        seen.append(original())
        if len(seen) == 2:
            for path in gone:
                path.unlink()
            forget()
        return seen[-1]

    monkeypatch.setattr(backup, "named", named)
    monkeypatch.setattr(backup, "copy", late_copies(backup.copy))
    about = json.loads((keep() / ABOUT).read_text())
    assert (about["missing"], len(seen)) == ([], 3)


def late_copies(copy: Callable) -> Callable:
    """Nothing is copied beforehand."""
    calls = iter(range(9))

    def late(wanted: set, *rest: object) -> set:
        return copy(wanted if next(calls) else set(), *rest)

    return late


def test_a_picture_that_was_missing_before_is_named_and_the_rest_is_kept(paper, keep, folders):
    (lost,) = [*(folders / "originals").rglob("*.jpg")][:1]
    lost.unlink()
    kept = keep()
    about = json.loads((kept / ABOUT).read_text())
    assert about["missing"] == [str(lost.relative_to(folders))]
    checked(kept)
