"""Attacks and odd strings in every field come out as words: nothing in any answer acts on them."""

import json
from datetime import timedelta
from uuid import uuid4
from xml.etree.ElementTree import Element

import html5lib
import pytest
from defusedxml import ElementTree

from articles.catalog.models import Dossier, Person, Section, Tag
from articles.reader import clock
from articles.reader.models import (
    Byline,
    Edition,
    Story,
    StoryInDossier,
    StoryInSection,
    StoryTag,
)
from articles.reader.printing import render
from articles.text.blocks import clean
from tests.attacks import faults, line, payloads

pytestmark = pytest.mark.django_db

#: Strings of the corpora in every run; all of them with NEWSROOM_HARD.
SAMPLE = 8
FEEDS = ("rss.xml", "atom.xml", "feed.json")
#: Fields of an edition, and how much of them is kept.
TEXTS = {
    "kicker": 80,
    "headline": 200,
    "short_headline": 120,
    "standfirst": 2000,
    "place": 80,
    "search_title": 120,
    "search_description": 300,
}


class Paper:
    """One story whose words, and those of everything it is filed under, can be replaced."""

    def __init__(self) -> None:
        now = clock.now() - timedelta(hours=1)
        self.section = Section.objects.create(title="Stadt", slug="stadt")
        self.topic = Tag.objects.create(name="x", slug="thema")
        self.person = Person.objects.create(name="x", slug="person")
        self.dossier = Dossier.objects.create(title="x", slug="akte", live_from=now)
        self.moment = now
        self.stories: list[Story] = []

    def tell(self, text: str) -> Story:
        """A story that says `text` wherever anything can be said."""
        self.rename(text)
        number = len(self.stories)
        kind = {"kind": "page"} if number % 5 == 4 else {}
        home = {} if kind else {"section": self.section, "branch": self.section}
        path = f"/seite-{number}/" if kind else f"/stadt/2026/11/angriff-{number}/"
        at = self.moment - timedelta(minutes=number)
        story = Story.objects.create(
            uid=uuid4(), path=path, live_from=at, language="de", **home, **kind
        )
        self.print(story, text, kind.get("kind", "story"))
        if not kind:
            StoryInSection.objects.create(story=story, section=self.section, live_from=at)
            StoryTag.objects.create(story=story, tag=self.topic, live_from=at)
            Byline.objects.create(story=story, person=self.person, live_from=at)
            StoryInDossier.objects.create(story=story, dossier=self.dossier, live_from=at)
        self.stories.append(story)
        return story

    def rename(self, text: str) -> None:
        Section.objects.update(title=line(text, 60), description=line(text, 300))
        Tag.objects.update(name=line(text, 60), introduction=text[:500])
        Person.objects.update(name=line(text, 80), role=line(text, 40), biography=text[:500])
        Dossier.objects.update(title=line(text, 80), introduction=text[:500])

    def print(self, story: Story, text: str, kind: str) -> None:
        who = {"person": self.person.pk, "name": line(text, 60), "slug": "person", "role": ""}
        source = {"source": 1, "name": line(text, 60), "home": text, "url": "", "in_text": False}
        edition = Edition(
            story=story,
            number=1,
            kind="correction",
            note=text,
            live_from=story.live_from,
            version=1,
            language="de",
            genre="opinion",
            story_kind=kind,
            body=clean(f"<p>{text}</p>"),
            bylines=[who, who | {"role": line(text, 60)}],
            credits=[source | {"relation": "quoted"}],
            **{name: line(text, most) for name, most in TEXTS.items()},
        )
        edition.save(force_insert=True)
        render(edition).save(force_insert=True)

    def addresses(self, story: Story) -> list[str]:
        lists = ("/", "/stadt/", "/topics/thema/", "/people/person/", "/dossiers/akte/")
        pages = [story.path, *lists, "/topics/", "/feeds/", "/corrections/", "/search/?q=x"]
        feeds = [f"{one}{name}" for one in lists for name in FEEDS]
        maps = ["/sitemap.xml", "/sitemap-pages.xml", "/sitemap-news.xml", "/opensearch.xml"]
        formats = []
        if story.kind != "page":
            formats = [f"{story.path.rstrip('/')}{end}" for end in (".ninjs.json", ".newsml.xml")]
            pages.append(f"{story.path}versions/")
        return [*pages, *feeds, *maps, *formats]


def told(page: Element) -> dict[str, str]:
    """A story's headline as each of the places says it that programs read."""
    metas = {one.get("property"): one.get("content", "") for one in page.iter("meta")}
    linked = [json.loads(one.text) for one in page.iter("script") if one.get("type") != "module"]
    named = [one["headline"] for one in linked if "headline" in one]
    return {"og": metas["og:title"], "json-ld": named[0], "h1": next(page.iter("h1")).text or ""}


def test_no_attack_acts_in_any_answer(client, as_reader):
    paper, said, looked_at = Paper(), [], 0
    for text in payloads(SAMPLE):
        story = paper.tell(text)
        # Only so are the names in memory those of this round.
        Section.objects.update(rank=len(paper.stories) % 1000)
        for path in paper.addresses(story):
            with as_reader():
                answer = client.get(path)
            assert answer.status_code == 200, (path, text)
            looked_at += 1
            kind = answer["Content-Type"].split(";")[0]
            if kind == "text/html":
                page = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
                said += [f"{path}: {one}: {text[:60]!r}" for one in faults(page)]
                if path == story.path:
                    wanted = line(text, 200)
                    got = told(page)
                    assert {got["og"], got["json-ld"]} == {wanted}, (path, text)
            elif kind.endswith("json"):
                json.loads(answer.content)
            else:
                ElementTree.fromstring(answer.content)
    assert said == []
    assert looked_at > 20 * len(paper.stories) > 0
