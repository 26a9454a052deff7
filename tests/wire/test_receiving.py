"""What comes in becomes a draft once, follows its source, and never overwrites anybody."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.catalog.models import Person, Tag
from articles.drafts import saving, workflow
from articles.drafts.errors import NotOffered, NotYours
from articles.drafts.kinds import Priority, State
from articles.drafts.models import Article, Decision, Dispatch, Version
from articles.press.purge import purge
from articles.text.blocks import plain, split
from articles.wire.importing import service_account
from articles.wire.receiving import Fate, receive
from articles.wire.settling import see, take_over, try_again
from tests.cast import section
from tests.wire.test_reading import SAMPLES

pytestmark = pytest.mark.django_db
BODY = "<p>Der Rat tagt.</p><p>Um neun Uhr.</p><p>Am Kai.</p>"


def wire(version: int = 1, body: str = BODY, name: str = "rat.json", **fields: object):
    """What became of one piece of ninjs."""
    news = {
        "uri": "urn:newsml:lpd.example:20261124:rat",
        "version": str(version),
        "copyrightHolder": "lpd",
        "language": "de",
        "headline": "Rat tagt",
        "body_html": body,
    }
    data = json.dumps(news | fields).encode()
    outcomes = list(receive(data, name, by=service_account(), section=section("politik")))
    assert len(outcomes) == 1
    return outcomes[0]


def current() -> Article:
    return Article.objects.get()


def edit(article: Article, by, **fields: object) -> None:
    article.refresh_from_db()
    for name, value in fields.items():
        setattr(article, name, value)
    saving.save(article, by=by)


def test_a_piece_becomes_a_draft_with_every_part_in_its_place(db):
    Tag.objects.create(name="Fähre", slug="faehre")
    data = (SAMPLES / "sperrfrist.newsml.xml").read_bytes()
    (outcome,) = receive(data, "sperrfrist.xml", by=service_account(), section=section("politik"))
    article = current()
    assert (outcome.fate, outcome.article) == (Fate.TAKEN, article)
    assert (article.headline, article.short_headline) == (
        "Rat behält die Fähre", "Zwanzig Jahre mehr",
    )  # fmt: skip
    assert article.standfirst == "Die Dammbrücke ist vom Tisch. Für Jahre."
    assert [block.tag for block in split(article.body)] == ["p", "h2", "p", "aside", "table"]
    assert (article.place, article.language, article.urgency) == ("Erlenhafen", "de", 2)
    assert article.live_from.isoformat() == "2027-01-23T18:00:00+00:00"
    assert article.external_id == "urn:newsml:lpd.example:20261124:lom-1"
    assert article.priority == Priority.HIGH
    assert [str(tag) for tag in article.tags.all()] == ["Fähre"]
    assert "Sperrfrist bis 19.00 Uhr" in article.internal_note
    assert "Die Fähre im Nebel" in article.internal_note
    assert "Erlenhafen" in article.internal_note.split("Thema", 1)[-1]
    (credit,) = article.credits.all()
    assert (credit.source.name, credit.relation, credit.in_text) == ("lpd", "rewritten", True)


def test_a_byline_of_somebody_we_know_is_theirs_and_any_other_is_noted():
    Person.objects.create(name="Anna Meier", slug="anna-meier")
    wire(byline="Von Anna Meier")
    assert [one.person.name for one in current().contributions.all()] == ["Anna Meier"]
    assert "Anna Meier" not in current().internal_note


def test_a_stranger_in_a_byline_is_noted_and_makes_no_person():
    wire(byline="Von Anna Meier und Jan Fremd, lpd")
    assert "Von Anna Meier und Jan Fremd, lpd" in current().internal_note
    assert not Person.objects.exists()


def test_the_file_and_where_every_part_stood_are_kept():
    wire()
    kept = Dispatch.objects.get()
    assert json.loads(bytes(kept.content))["headline"] == "Rat tagt"
    assert kept.told["origin"] == {"headline": "headline", "body": "body_*"}
    assert (kept.state, kept.article_version) == ("taken", 1)


def test_the_same_version_is_taken_in_once():
    assert wire(2).fate == Fate.TAKEN
    assert wire(2).fate == Fate.SKIPPED
    assert wire(1).fate == Fate.SKIPPED
    assert Dispatch.objects.count() == Article.objects.count() == Version.objects.count() == 1


def test_texts_of_two_sources_under_one_name_are_two():
    wire()
    wire(copyrightHolder="epa")
    assert Article.objects.count() == 2


def test_a_newer_version_is_taken_over_while_nobody_touched_the_draft():
    wire()
    before = {block.text: block.id for block in split(current().body)}
    outcome = wire(2, "<p>Der Rat tagt.</p><p>Um zehn Uhr.</p><p>Am Kai.</p>", urgency=1)
    article = current()
    after = {block.text: block.id for block in split(article.body)}
    assert outcome.fate == Fate.UPDATED
    assert plain(article.body) == "Der Rat tagt.\n\nUm zehn Uhr.\n\nAm Kai."
    assert article.version == 2
    assert article.priority == Priority.HIGH
    assert after["Der Rat tagt."] == before["Der Rat tagt."]
    assert after["Um zehn Uhr."] == before["Um neun Uhr."]
    assert article.credits.count() == 1


def test_what_an_editor_wrote_is_never_overwritten(editor):
    wire()
    edit(current(), editor, headline="Eigener Titel")
    outcome = wire(2, headline="Rat tagt um zehn")
    assert outcome.fate == Fate.OFFERED
    assert (current().headline, current().version) == ("Eigener Titel", 2)
    assert Dispatch.objects.open().get().number == 2
    assert Decision.objects.filter(verb="wire_offered").exists()


def test_a_text_that_was_handed_in_is_not_changed_either(editor):
    wire()
    workflow.submit(current(), by=editor)
    assert wire(2).fate == Fate.OFFERED
    assert current().state == State.SUBMITTED


def test_an_offered_version_taken_over_keeps_the_editors_words_beside_the_agencys(editor):
    wire()
    article = current()
    ours = article.body.replace("Am Kai.", "Am alten Kai.")
    edit(article, editor, headline="Eigener Titel", body=ours)
    wire(2, "<p>Der Rat tagt.</p><p>Um zehn Uhr.</p><p>Am Kai.</p>", headline="Rat tagt doch")
    clashes = take_over(Dispatch.objects.open().get(), by=editor)
    assert clashes == ["headline"]
    assert current().headline == "Eigener Titel"
    assert plain(current().body) == "Der Rat tagt.\n\nUm zehn Uhr.\n\nAm alten Kai."
    assert not Dispatch.objects.open().exists()


def test_where_both_changed_a_paragraph_both_stand(editor):
    wire()
    edit(current(), editor, body=current().body.replace("neun", "halb neun"))
    wire(2, "<p>Der Rat tagt.</p><p>Um zehn Uhr.</p><p>Am Kai.</p>")
    assert take_over(Dispatch.objects.open().get(), by=editor) == ["body"]
    words = plain(current().body)
    assert "Um halb neun Uhr." in words
    assert "Um zehn Uhr." in words


def test_after_a_merge_the_next_version_is_offered_again_and_meets_the_last_one(editor):
    wire()
    edit(current(), editor, body=current().body.replace("Am Kai.", "Am alten Kai."))
    wire(2, "<p>Der Rat tagt.</p><p>Um zehn Uhr.</p><p>Am Kai.</p>")
    take_over(Dispatch.objects.open().get(), by=editor)
    assert wire(3, "<p>Der Rat tagt.</p><p>Um elf Uhr.</p><p>Am Kai.</p>").fate == Fate.OFFERED
    assert take_over(Dispatch.objects.open().get(), by=editor) == []
    assert plain(current().body) == "Der Rat tagt.\n\nUm elf Uhr.\n\nAm alten Kai."


def test_a_version_is_taken_over_once(editor):
    wire()
    edit(current(), editor, headline="Eigener Titel")
    wire(2)
    offered = Dispatch.objects.open().get()
    take_over(offered, by=editor)
    with pytest.raises(NotOffered):
        take_over(offered, by=editor)


def test_whoever_may_not_write_decides_nothing_about_a_dispatch(editor, stranger):
    wire()
    edit(current(), editor, headline="Eigener Titel")
    wire(2)
    offered = Dispatch.objects.open().get()
    for verb in (take_over, see, try_again):
        with pytest.raises(NotYours):
            verb(offered, by=stranger)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize(("word", "state"), [("canceled", "killed"), ("withheld", "withheld")])
def test_a_text_taken_back_marks_its_article_at_once(version, word, state):
    wire()
    outcome = wire(version, pubStatus=word, edNote="Falsche Angaben.", headline="", body_html="")
    assert outcome.fate == Fate.STOPPED
    assert Dispatch.objects.open().get().state == state
    assert current().priority == Priority.HIGH
    assert current().headline == "Rat tagt"
    assert Decision.objects.get(verb=f"wire_{state}").why == "Falsche Angaben."


def test_a_text_that_is_freed_again_is_marked_no_more():
    wire()
    wire(2, pubStatus="withheld")
    assert wire(3).fate == Fate.UPDATED
    assert not Dispatch.objects.open().exists()


def test_a_mark_goes_when_somebody_has_seen_it(editor):
    wire()
    wire(2, pubStatus="canceled")
    see(Dispatch.objects.open().get(), by=editor)
    assert not Dispatch.objects.open().exists()
    assert Decision.objects.get(verb="wire_seen").by == editor


def test_what_was_taken_back_before_it_was_here_is_refused():
    assert wire(pubStatus="canceled").fate == Fate.REFUSED
    assert not Article.objects.exists()


def test_a_refused_file_is_kept_once_with_its_reason():
    for _time in range(2):
        (outcome,) = receive(b"{", "kaputt.json", by=service_account())
        assert outcome.fate == Fate.REFUSED
    kept = Dispatch.objects.get()
    assert (kept.state, kept.filename, bytes(kept.content)) == ("refused", "kaputt.json", b"{")
    assert "no sound JSON" in kept.why


def test_a_refused_file_can_be_tried_again(editor, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("articles.wire.reading.LARGEST", 3)
        assert wire().fate == Fate.REFUSED
    (outcome,) = try_again(Dispatch.objects.get(), by=editor)
    assert outcome.fate == Fate.TAKEN
    assert Dispatch.objects.get().state == "taken"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"headline": ""}, "no headline"),
        ({"body": ""}, "no text"),
        ({"body": "<b>" * 200 + "x"}, "Too many elements"),
        ({"body": "<table><tr><td>" * 39 + "x"}, "one inside the other"),
    ],
)
def test_what_makes_no_article_is_refused(fields, why):
    assert wire(**fields).fate == Fate.REFUSED
    assert why in Dispatch.objects.get().why
    assert not Article.objects.exists()


def test_a_headline_that_is_too_long_is_cut_at_a_word_and_kept_whole_in_the_note():
    long = "Rat " * 80
    wire(headline=long)
    assert len(current().headline) <= 200
    assert current().headline.endswith("Rat…")
    assert long.strip() in current().internal_note


def test_a_language_that_is_not_ours_is_noted():
    wire(language="nb-NO")
    assert current().language == "de"
    assert "nb-NO" in current().internal_note


def test_characters_no_database_takes_do_no_harm():
    wire(headline="Rat\u0000 tagt\ud800", byline="A\u0000", body="<p>x\u0000y\udfff</p>")
    assert current().headline == "Rat tagt"


def test_purging_an_article_purges_what_it_came_from(chief):
    wire()
    purge(current(), by=chief, reason="Gericht")
    assert not Dispatch.objects.exists()


def test_the_command_takes_folders_and_ends_with_a_table(tmp_path: Path, capsys):
    for name in ("sperrfrist.newsml.xml", "fest.nitf.xml"):
        (tmp_path / name).write_bytes((SAMPLES / name).read_bytes())
    section("politik")
    call_command("receive", str(tmp_path), "--section", "politik")
    call_command("receive", str(tmp_path))
    said = capsys.readouterr().out
    assert Article.objects.count() == 2
    assert "taken            2" in said
    assert "skipped          2" in said
    (tmp_path / "kaputt.json").write_text("{")
    with pytest.raises(CommandError, match="waits at the desk"):
        call_command("receive", str(tmp_path))
