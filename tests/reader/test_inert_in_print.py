"""Attacks that went through the door: captions, descriptions, credits, tickers, fronts, links.

What the press prints from an editor's words is read back by parsers, in every format it goes out
in, as words and as nothing else.
"""

import json
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
import pytest
from defusedxml import ElementTree

from articles.catalog.models import Picture
from articles.drafts import planning, saving, workflow
from articles.drafts.linking import link
from articles.drafts.models import Article
from articles.press.add_entry import add_entry
from articles.press.correct_entry import correct_entry
from articles.press.lay_out import lay_out
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader.models import Story
from articles.text.blocks import clean
from tests.attacks import faults, line, payloads
from tests.cast import approved, draft
from tests.pictures import drawing, figure, folders, picture

pytestmark = pytest.mark.django_db

__all__ = ["folders"]

FEEDS = ("rss.xml", "atom.xml", "feed.json")
MAPS = ("/sitemap.xml", "/sitemap-pages.xml", "/sitemap-news.xml")


class Press:
    """Two people who print whatever they are given."""

    def __init__(self, reporter, chief) -> None:
        self.reporter, self.chief = reporter, chief
        self.picture = picture(drawing(900, 600))
        self.earlier = approved(reporter, chief, headline="Zuvor")
        publish(self.earlier, by=chief)
        self.ticker = approved(reporter, chief, kind="ticker", headline="Ticker")
        publish(self.ticker, by=chief)

    def story(self, text: str) -> Story:
        """One that shows a picture twice and leads to another, all in these words."""
        words = {"alt": text[:1000], "caption": text, "credit": line(text, 200)}
        Picture.objects.update(**words)
        self.picture.refresh_from_db()
        body = clean(f"<p>Wort</p>{figure(self.picture, text)}<p>Wort</p>")
        article = draft(
            self.reporter, line(text, 190), body=body, lead=self.picture, lead_caption=text
        )
        saving.claim(article, by=self.reporter)
        link(article, "previous", to=self.earlier, wording=line(text, 200))
        link(article, "background", quoted=line(text, 300), wording=line(text, 200))
        saving.record(article, by=self.reporter)
        workflow.submit(article, by=self.reporter)
        workflow.approve(article, by=self.chief)
        edition = publish(article, by=self.chief)
        self.front(article, text)
        return edition.story

    def front(self, article: Article, text: str) -> None:
        """The home page with this article on top, in words of the front's own."""
        plan = planning.plan_of(None)
        own = {"kicker": line(text, 80), "headline": line(text, 120), "standfirst": line(text, 300)}
        for edit in (
            planning.place(article, "lead", by=self.chief, at=0),
            planning.word(article, picture=self.picture, **own),
            planning.breaking(line(text, 160), article=article, until=None),
        ):
            plan = planning.change(plan, edit, by=self.chief, seen=plan.version)
        lay_out(plan, by=self.chief, seen=plan.version)
        plan = planning.change(plan, planning.remove(article), by=self.chief, seen=plan.version)

    def entry(self, text: str) -> str:
        """A corrected entry of the ticker; its address."""
        said = {"headline": line(text, 200), "text": f"x {text}", "key_point": True}
        one = add_entry(self.ticker, by=self.chief, **said)
        said = {"headline": line(text, 200), "text": f"y {text}", "note": f"x {text}"}
        correct_entry(self.ticker, by=self.chief, key=one.key, **said)
        return one.get_absolute_url()


@pytest.fixture
def press(reporter, chief):
    return Press(reporter, chief)


@pytest.fixture
def read(client, as_reader):
    """`read(path)`: the answer as its format's parser sees it, and what in it could act."""

    def get(path: str, status: int = 200):
        with as_reader():
            answer = client.get(path)
        assert answer.status_code == status, path
        kind = answer["Content-Type"].split(";")[0]
        if kind == "text/html":
            page = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
            return page, faults(page)
        if kind.endswith("json"):
            return json.loads(answer.content), []
        tree = ElementTree.fromstring(answer.content)
        return tree, [said for html in held(tree) for said in faults(html)]

    return get


def held(tree: Element) -> Iterator[Element]:
    """The HTML that a feed's items hold, as a feed reader would show it."""
    for one in tree.iter():
        if one.tag.endswith("encoded") or one.get("type") == "html":
            yield html5lib.parse(one.text or "", namespaceHTMLElements=False)


def same(text: str | None) -> str:
    """Without what printing adds: spaces that hold, places to part a word."""
    return " ".join((text or "").replace("\u00ad", "").split())


def of_page(press: Press, read, text: str) -> list[str]:
    """A story's own page and every list, feed and format it stands in."""
    story, said = press.story(text), []
    formats = [f"{story.path.rstrip('/')}{end}" for end in (".ninjs.json", ".newsml.xml")]
    lists = ("/", "/stadt/")
    feeds = [f"{one}{name}" for one in lists for name in FEEDS]
    earlier = Story.objects.get(uid=press.earlier.uid)
    for path in (*formats, *lists, *feeds, *MAPS, earlier.path, f"{story.path}versions/"):
        said += [f"{path}: {one}" for one in read(path)[1]]
    page, found = read(story.path)
    assert {same(one.get("alt")) for one in page.iter("img")} >= {same(text[:1000])}, text
    captions = [same("".join(one.itertext())) for one in page.iter("figcaption")]
    assert any(same(text) in one for one in captions), (text, captions)
    linked = [json.loads(one.text) for one in page.iter("script") if one.text]
    assert same(line(text, 190)) in {same(one.get("headline")) for one in linked}
    front, more = read("/")
    slots = [same("".join(one.itertext())) for one in front.iter("span") if one.get("class") == "t"]
    assert same(line(text, 120)) in slots, (text, slots[:3])
    return said + [f"{story.path}: {one}" for one in found + more]


def of_ticker(press: Press, read, text: str) -> list[str]:
    """A ticker's pages."""
    address = press.entry(text)
    story = Story.objects.get(uid=press.ticker.uid)
    paths = (story.path, address, "/corrections/", "/rss.xml", "/atom.xml", "/feed.json", "/")
    return [f"{path}: {one}" for path in paths for one in read(path)[1]]


def test_no_attack_in_print_acts(press, read):
    said, tried = [], 0
    for text in payloads(6):
        said += of_page(press, read, text)
        said += of_ticker(press, read, text)
        tried += 1
    assert said == []
    assert tried >= 24


def test_no_reason_for_a_withdrawal_acts(press, reporter, chief, read):
    """The page that says that a story is gone, the corrections, and the tombstones in feeds."""
    said: list[str] = []
    for number, text in enumerate(payloads(6)):
        article = approved(reporter, chief, headline=f"Falsch {number}")
        path = publish(article, by=chief).story.path
        withdraw(article, by=chief, reason=f"x {text}")
        page, found = read(path, 410)
        (reason,) = (one for one in page.iter() if one.get("data-part") == "reason")
        assert same(" ".join(reason.itertext())) == same(f"x {text}")
        feeds = [f"{one}{name}" for one in ("/", "/corrections/") for name in FEEDS]
        said += [f"{path}: {one}" for one in found]
        said += [f"{one}: {fault}" for one in ("/corrections/", *feeds) for fault in read(one)[1]]
    assert said == []
