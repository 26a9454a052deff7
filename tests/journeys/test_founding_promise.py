"""The founding example's last sentence: a promise, from the file to both readers' pages."""

import re
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from articles.desk.promises import entry, open_promises
from articles.drafts.models import Article, StoryLink
from articles.reader import clock as newsroom_clock
from articles.reader.models import Edition, Story
from tests.cast import section
from tests.wire.test_importing import TEXT

pytestmark = pytest.mark.django_db

GIVEN = Path(__file__).parents[2].parent / "shared" / "real-input"
ENGLISH = """\
Council keeps the ferry

Erlenhafen keeps its ferry for another twenty years. That is what the council decided on Thursday.

What it costs

The work costs 48 million, and the land pays half of it. As we reported earlier, East Quay Found \
Safe Until 2028.
"""


@pytest.fixture(params=["given", "german", "english"])
def file(request, tmp_path) -> Path:
    """A real article where one is at hand, and two of our own making."""
    if request.param == "given":
        found = sorted(GIVEN.glob("*.txt"))
        if not found:
            pytest.skip("no real input beside the project")
        return found[0]
    path = tmp_path / "eigen.txt"
    path.write_text(TEXT if request.param == "german" else ENGLISH, encoding="utf-8")
    return path


@pytest.fixture
def desk(reporter, chief, tmp_path):
    """Imports a file and has it signed and published, all by command."""
    section("politik")

    def command(*arguments: str) -> None:
        call_command(*arguments, stdout=StringIO(), stderr=StringIO())

    def bring(path: Path, *publishing: str) -> Article:
        command("import_article", str(path), "--section", "politik", "--by", "reporter")
        article = Article.objects.latest("pk")
        for verb, by in (("submit", "reporter"), ("approve", "chief")):
            command("article", verb, article.slug, "--by", by)
        command("article", "publish", article.slug, "--by", "chief", *publishing)
        return article

    def write(headline: str, *publishing: str) -> Article:
        path = tmp_path / "zuvor.txt"
        lead = "Das war der Stand der Dinge, wie er an jenem Tag bekannt gewesen ist."
        path.write_text(f"{headline}\n\n{lead}\n\n{lead}\n", encoding="utf-8")
        return bring(path, *publishing)

    def do(verb: str, article: Article, *more: str) -> None:
        command("article", verb, article.slug, "--by", "chief", *more)

    bring.write, bring.do = write, do
    return bring


@pytest.fixture
def page(client, as_reader):
    def look(article: Article) -> str:
        with as_reader():
            answer = client.get(Story.objects.get(uid=article.uid).path)
        assert answer.status_code == 200
        return answer.content.decode()

    return look


def path_of(article: Article) -> str:
    return Story.objects.get(uid=article.uid).path


def told(page, old: Article, new: Article) -> bool:
    """Both pages link to one another, the sentence itself among them; or neither does at all."""
    here, there = page(new), page(old)
    quoted = StoryLink.objects.get(article=new).quoted
    ways = {
        f'<a href="{path_of(old)}">{quoted}</a>' in here,
        f'href="{path_of(old)}"' in here,
        f'href="{path_of(new)}"' in there,
    }
    assert len(ways) == 1
    return ways.pop()


def test_alone_its_last_sentence_is_plain_text_and_one_promise_is_open(file, desk, page):
    article = desk(file)
    (promise,) = open_promises()
    found = entry(promise)
    assert (promise.article, found.candidates) == (article, [])
    assert found.before
    text = page(article)
    assert f"{found.before}{promise.quoted}" in text
    assert 'data-part="related"' not in text
    assert "<!--" not in text
    assert re.search(r'"(citation|isBasedOn)"', text) is None


def test_the_story_it_quotes_is_imported_and_published_and_both_pages_link_at_once(
    file, desk, page
):
    new = desk(file)
    old = desk.write(StoryLink.objects.get().quoted)
    assert told(page, old, new)
    work = r'"citation":\[{"@type":"NewsArticle","headline":"[^"]+","url":"([^"]+)"'
    assert re.search(work, page(new))[1] == f"{settings.SITE_URL}{path_of(old)}"
    assert not open_promises().exists()
    assert Edition.objects.filter(story__uid=new.uid).count() == 1


def test_the_earlier_story_published_first_is_found_as_well(file, desk, page):
    desk(file)
    old = desk.write(StoryLink.objects.get().quoted)
    again = desk(file)
    assert StoryLink.objects.get(article=again).to == old
    assert told(page, old, again)


def test_under_embargo_it_is_nowhere_until_its_second(file, desk, page, clock, client, as_reader):
    new = desk(file)
    before = page(new)
    at = newsroom_clock.now().replace(microsecond=0) + timedelta(hours=1)
    old = desk.write(StoryLink.objects.get().quoted, "--at", at.isoformat())
    clock(at - timedelta(microseconds=1))
    assert page(new) == before
    there = path_of(old)
    with as_reader():
        assert client.get(there).status_code == 404
    clock(at)
    assert told(page, old, new)


def test_withdrawn_it_is_text_restored_and_moved_a_link(file, desk, page):
    new = desk(file)
    before = page(new)
    old = desk.write(StoryLink.objects.get().quoted)
    desk.do("withdraw", old, "--reason", "Die Auskunft traf nicht zu.")
    assert page(new) == before
    desk.do("restore", old)
    assert told(page, old, new)
    desk.do("move", old, "--to", "ein-anderer-name")
    assert told(page, old, new)
    desk.do("withdraw", new, "--reason", "Falsch")
    assert 'data-part="related"' not in page(old)


def test_two_stories_of_that_headline_are_both_candidates_and_neither_is_taken(file, desk, page):
    desk(file)
    quoted = StoryLink.objects.get().quoted
    StoryLink.objects.all().delete()
    both = {desk.write(quoted), desk.write(quoted)}
    new = desk(file)
    promise = open_promises().get(article=new)
    assert {one.article for one in entry(promise).candidates} >= both
    assert 'data-part="related"' not in page(new)
