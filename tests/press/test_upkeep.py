"""The links looked through, promises kept late, the graph taken out."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.drafts import workflow
from articles.drafts.linking import link
from articles.drafts.models import StoryLink, Unrelated
from articles.press.publish import publish
from articles.reader.models import Headline, Link
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("links", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


@pytest.fixture
def pair(reporter, chief):
    old = approved(reporter, chief, headline="Das Alte")
    publish(old, by=chief)
    new = draft(reporter, "Das Neue")
    link(new, "previous", quoted="Das Alte")
    workflow.submit(new, by=reporter)
    workflow.approve(new, by=chief)
    publish(new, by=chief)
    return old, new


def test_sound_links_are_said_to_be_sound(pair):
    assert "sound" in run("check")


def test_what_is_wrong_is_said_and_the_command_fails(pair):
    Headline.objects.all().delete()
    Link.objects.update(to=None)
    StoryLink.objects.update(kind="unheard-of")
    with pytest.raises(CommandError, match="4 findings"):
        run("check")


def test_a_promise_that_was_refused_and_is_refused_no_more_is_kept_late(pair, reporter, chief):
    old, new = pair
    StoryLink.objects.update(to=None)
    Link.objects.update(to=None, to_uid=None)
    refusal = Unrelated.objects.create(article=new, other=old, by=chief)
    assert "0 promises" in run("resolve", "--by", "chief")
    refusal.delete()
    assert "Das Alte" in run("resolve", "--by", "chief")
    assert new.links.get().to == old
    assert Link.objects.visible().count() == 1


def test_the_graph_is_json_and_graphviz(pair):
    old, new = pair
    found = json.loads(run("export"))
    assert found["links"] == [{"from": str(new.uid), "to": str(old.uid), "kind": "previous"}]
    assert len(found["stories"]) == 2
    text = run("export", "--format", "dot")
    assert text.startswith("digraph")
    assert f'"{new.uid}" -> "{old.uid}" [label="Previously reported"]' in text
