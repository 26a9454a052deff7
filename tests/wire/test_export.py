"""Stories into a folder: what readers have, no draft, and a notice for what they have no more."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from articles.drafts.models import Article
from articles.press.publish import publish
from articles.press.restore import restore
from articles.press.withdraw import withdraw
from articles.reader import clock as newsroom_clock
from articles.reader.interchange.views import FORMATS
from tests.cast import approved, draft, section
from tests.reader.schemas import faults_of_newsml

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(tmp_path, capsys):
    def run(form="ninjs", **options):
        call_command("export_stories", str(tmp_path / "aus"), format=form, **options)
        capsys.readouterr()
        return {one.name: one.read_text() for one in (tmp_path / "aus").iterdir()}

    return run


@pytest.fixture
def paper(reporter, chief):
    """A live story, an embargoed one, a draft, and one that was withdrawn."""
    live = approved(reporter, chief, headline="Da")
    publish(live, by=chief)
    due = approved(reporter, chief, headline="Morgen")
    publish(due, by=chief, live_from=newsroom_clock.now() + timedelta(days=1))
    draft(reporter, headline="Nie")
    gone = approved(reporter, chief, headline="Weg", section=section("kultur"))
    publish(gone, by=chief)
    withdraw(gone, by=chief, reason="Falsch.")
    return live, gone


@pytest.mark.parametrize("form", FORMATS)
def test_every_live_story_and_every_notice_is_a_file(export, paper, form):
    live, gone = paper
    found = export(form.SUFFIX.strip(".").split(".")[0])
    assert set(found) == {f"{one.uid}{form.SUFFIX}" for one in paper}
    assert "Da" in found[f"{live.uid}{form.SUFFIX}"]
    assert "Falsch." in found[f"{gone.uid}{form.SUFFIX}"]
    assert "Weg" not in found[f"{gone.uid}{form.SUFFIX}"]


def test_doing_it_again_replaces_what_changed(export, paper, chief):
    _live, gone = paper
    export()
    restore(Article.objects.get(pk=gone.pk), by=chief)
    again = json.loads(export()[f"{gone.uid}.ninjs.json"])
    assert [again["title"], again["pubStatus"]] == ["Weg", "usable"]


def test_a_section_alone_and_what_changed_since(export, paper):
    live, _gone = paper
    assert set(export(section="stadt")) == {f"{live.uid}.ninjs.json"}


def test_nothing_that_changed_is_nothing_written(export, paper):
    assert export(since="2199-01-01T00:00:00") == {}


def test_a_folder_that_cannot_be_made_is_said_in_a_sentence(db, tmp_path):
    (tmp_path / "datei").write_text("")
    with pytest.raises(CommandError, match="datei"):
        call_command("export_stories", str(tmp_path / "datei"))


def test_the_files_hold_to_the_schema(export, paper, tmp_path):
    export("newsml")
    assert faults_of_newsml(sorted((tmp_path / "aus").iterdir())) == []
