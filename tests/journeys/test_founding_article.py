"""The founding example: from a text file through the desk to page and feed, word for word."""

import html
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from defusedxml import ElementTree
from django.core.management import call_command

from articles.drafts.models import Article
from articles.reader.models import Story
from articles.text.blocks import plain
from tests.cast import section
from tests.wire.test_importing import TEXT

pytestmark = pytest.mark.django_db

GIVEN = Path(__file__).parents[2].parent / "shared" / "real-input"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture(params=["given", "our own"])
def file(request, tmp_path) -> Path:
    """A real article where one is at hand, and one of our own making."""
    if request.param == "given":
        found = sorted(GIVEN.glob("*.txt"))
        if not found:
            pytest.skip("no real input beside the project")
        return found[0]
    path = tmp_path / "eigen.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def command(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def words(text: str) -> list[str]:
    return html.unescape(text).split()


def part(page: str, name: str) -> str:
    """The words of the element marked as this part."""
    found = re.search(rf'<(\w+)[^>]*data-part="{name}"[^>]*>(.*?)</\1>\s*(?=<|$)', page, re.DOTALL)
    assert found, name
    return plain(found.group(2))


def test_every_word_arrives_in_order_and_none_is_added(file, reporter, chief, client, as_reader):
    section("politik")
    command("import_article", str(file), "--section", "politik", "--by", "reporter")
    article = Article.objects.get()
    command("article", "submit", article.slug, "--by", "reporter")
    command("article", "approve", article.slug, "--by", "chief")
    command("article", "publish", article.slug, "--by", "chief")
    story = Story.objects.get()
    with as_reader():
        page = client.get(story.path).content.decode()
        feed = client.get("/rss.xml").content.decode()

    source = file.read_text(encoding="utf-8")
    title, short, rest = source.split("\n\n", 2)
    wanted = words(title) + words(rest)
    parts = [part(page, name) for name in ("headline", "standfirst", "body")]
    assert words(" ".join(parts)) == wanted

    item = ElementTree.fromstring(feed).find("channel/item")
    told = words(item.findtext("title")) + words(item.findtext("description"))
    assert told + words(plain(item.findtext(CONTENT))) == wanted
    assert item.findtext("guid") == f"urn:uuid:{article.uid}"

    assert html.unescape(re.search(r"<title>(.*?)</title>", page).group(1)).startswith(short)
    said = re.search(r'<script type="application/ld.json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(said.group(1))["alternativeHeadline"] == short
    assert 'lang="de"' in page


def test_guillemets_and_slug_of_the_given_article(reporter, chief, client, as_reader):
    found = sorted(GIVEN.glob("*.txt"))
    if not found:
        pytest.skip("no real input beside the project")
    section("politik")
    said = command("import_article", str(found[0]), "--section", "politik", "--by", "reporter")
    assert "Compakt.DE" in said
    article = Article.objects.get()
    assert "bruederliche-pflicht" in article.slug
    assert [credit.source.name for credit in article.credits.all()] == ["Compakt.DE"]
    command("article", "submit", article.slug, "--by", "reporter")
    command("article", "approve", article.slug, "--by", "chief")
    command("article", "publish", article.slug, "--by", "chief")
    with as_reader():
        page = client.get(Story.objects.get().path).content.decode()
        feed = client.get("/politik/rss.xml").content.decode()
    assert "«brüderliche Pflicht»" in page
    assert "«brüderliche Pflicht»" in feed
    assert plain(page.split("<body")[1]).count("schreibt Compakt.DE") == 1
    assert "Zuvor berichteten wir, dass Tödliches Erdbeben erschüttert Afghanistan." in page
