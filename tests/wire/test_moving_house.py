"""The whole newsroom into files and back: equal to the last byte, and to readers' eyes."""

import json
import shutil
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from articles.catalog.models import House, Logo, Picture
from articles.catalog.models.house import FIELDS
from articles.drafts.models import Article, User
from articles.drafts.models.original import private
from articles.drafts.remarking import remark, resolve, threads
from articles.drafts.telling import unread_count
from articles.drafts.watching import watch, watched
from articles.press.settle import settle
from articles.reader.chrome import forget
from articles.reader.models import Story
from articles.text.anchoring import Anchor
from articles.wire.demo.load import load
from articles.wire.moving import unpacking
from articles.wire.moving.manifest import counts_of_database
from articles.wire.moving.nouns import DERIVED, LEFT, every_noun
from tests.cast import approved, draft
from tests.logos import logo, mark
from tests.pictures import picture

pytestmark = pytest.mark.django_db
OURS = [
    one
    for one in apps.get_models(include_auto_created=True)
    if one._meta.db_table.startswith("articles_")
]


@pytest.fixture
def empty(as_owner):
    """Empties the newsroom's tables: what a fresh database is after its migrations."""

    def run():
        tables = [model._meta.db_table for model in OURS]
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        forget()

    return run


@pytest.fixture
def move(tmp_path, as_owner, capsys):
    """`move.out()` exports, `move.into()` imports."""

    class Move:
        def out(self, name="a", **options):
            call_command("export_all", str(tmp_path / name), **options)
            return tmp_path / name

        def into(self, name="a"):
            with as_owner():
                call_command("import_all", str(tmp_path / name))

    return Move()


def files_of(folder):
    return {
        one.relative_to(folder).as_posix(): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file()
    }


def seen(client, paths):
    found = {path: client.get(path) for path in paths}
    return {path: (one.status_code, one.content) for path, one in found.items()}


@pytest.mark.usefixtures("originals")
def test_the_demo_newsroom_comes_back_equal_to_the_last_byte(client, move, empty, as_reader):
    load("newsroom")
    paths = ["/", "/feed.json", "/sitemap.xml", "/corrections/"]
    paths += list(Story.objects.live().values_list("path", flat=True))
    with as_reader():
        before = seen(client, paths)
    first = files_of(move.out())
    shutil.rmtree(private().location)
    empty()
    assert not Article.objects.exists()
    move.into()
    assert files_of(move.out("b")) == first
    with as_reader():
        assert seen(client, paths) == before


def test_every_table_is_packed_or_made_anew():
    known = {one.model for one in every_noun()} | {*DERIVED, *LEFT}
    assert [one._meta.label for one in OURS if one not in known] == []


def test_remarks_inboxes_and_watches_come_along(move, empty, reporter, editor):
    article = draft(reporter)
    passage = Anchor("aaaaaaaa", "am Montag", "hat ", " beschlossen")
    thread = remark(article, "@reporter, woher?", by=editor, key=uuid4(), anchor=passage)
    remark(article, "Vom Amt.", by=reporter, key=uuid4(), thread=thread)
    resolve(thread, by=editor)
    watch("article", article.pk, by=editor)
    first = files_of(move.out())
    empty()
    move.into()
    assert files_of(move.out("b")) == first
    (found,) = threads(article)
    assert (found.anchor, found.resolved_by) == (passage, editor)
    assert [one.text for one in found.replies.all()] == ["Vom Amt."]
    assert found.mentioned.get() == reporter
    assert (unread_count(reporter), watched(editor).get().article) == (2, article)


def test_logos_come_along_with_the_settings_that_name_them(move, empty, chief, tmp_path):
    now = House.objects.newest()
    values = {name: getattr(now, name) for name in FIELDS}
    for ink in ("#102030", "#c04020"):
        seen = House.objects.newest().version
        settle(values | {"logo": logo(tmp_path, chief, mark(ink))}, by=chief, seen=seen)
    files = {one.key: bytes(one.page) for one in Logo.objects.all()}
    first = files_of(move.out())
    empty()
    assert not Logo.objects.exists()
    move.into()
    assert files_of(move.out("b")) == first
    assert {one.key: bytes(one.page) for one in Logo.objects.all()} == files
    assert House.objects.newest().logo.ink == ""


def test_secrets_stay_unless_they_are_asked_for(move, chief):
    accounts = move.out() / "rows/accounts.jsonl"
    assert '"username":"chief"' in accounts.read_text()
    assert "password" not in accounts.read_text()
    move.out(secrets=True)
    assert chief.password in accounts.read_text()


def test_an_account_without_its_secret_cannot_log_in(move, empty, chief):
    move.out()
    empty()
    move.into()
    assert not User.objects.get(username="chief").has_usable_password()


def test_with_its_secret_it_logs_in_as_before(move, empty, chief):
    move.out(secrets=True)
    empty()
    move.into()
    assert User.objects.get(username="chief").password == chief.password


def test_what_was_stopped_goes_on_without_doubles(move, empty, reporter, chief, monkeypatch):
    for number in range(5):
        approved(reporter, chief, headline=f"Meldung {number}")
    first = counts_of_database()
    move.out()
    empty()
    monkeypatch.setattr(unpacking, "BATCH", 2)
    real, calls = unpacking.take, []

    def dying(parts, packed):
        calls.append(1)
        if len(calls) == 5:
            raise KeyboardInterrupt
        real(parts, packed)

    monkeypatch.setattr(unpacking, "take", dying)
    with pytest.raises(KeyboardInterrupt):
        move.into()
    assert 0 < Article.objects.count() < 5
    monkeypatch.setattr(unpacking, "take", real)
    move.into()
    assert counts_of_database() == first


def test_new_rows_get_new_numbers(move, empty, reporter, chief):
    last = approved(reporter, chief)
    move.out()
    empty()
    move.into()
    writer, second = (User.objects.get(username=name) for name in ("reporter", "chief"))
    assert approved(writer, second).pk > last.pk


def test_a_database_that_is_not_empty_is_refused(move, reporter, chief):
    approved(reporter, chief)
    move.out()
    Article.objects.update(headline="Anders")
    with pytest.raises(CommandError, match="The database is not empty: it has articles"):
        move.into()


def test_an_export_that_was_altered_is_refused(move, empty, reporter, chief):
    approved(reporter, chief)
    place = move.out() / "rows/articles.jsonl"
    place.write_text(place.read_text().replace("approved", "appraved"))
    empty()
    with pytest.raises(CommandError, match=r"articles.jsonl is not what the manifest says"):
        move.into()


def test_a_newer_format_is_refused(move):
    place = move.out() / "manifest.json"
    place.write_text(json.dumps(json.loads(place.read_text()) | {"format": 2}))
    with pytest.raises(CommandError, match="The export has format 2; this program reads up to 1"):
        move.into()


def test_an_export_that_was_stopped_is_refused(move):
    (move.out() / "manifest.json").unlink()
    with pytest.raises(CommandError, match="There is no manifest"):
        move.into()


def test_a_picture_that_was_altered_is_refused(move, empty, originals):
    picture()
    place = next((move.out() / "files").rglob("*.jpg"))
    place.write_bytes(b"x" * place.stat().st_size)
    shutil.rmtree(originals)
    empty()
    with pytest.raises(CommandError, match=r"jpg is not what the manifest says"):
        move.into()
    assert not Picture.objects.exists()


def test_a_folder_that_holds_something_else_is_refused(tmp_path, move):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/diary.txt").write_text("Mine.")
    with pytest.raises(CommandError, match="holds something else"):
        move.out()
