"""Whatever characters an article holds, every format of it is well-formed and valid."""

import json
import random
from datetime import timedelta
from uuid import uuid4

import pytest
from defusedxml import ElementTree
from django.conf import settings as site

from articles.reader import clock
from articles.reader.feeds.told import Told, as_json, entry, item
from articles.reader.models import Edition, Story, StoryInSection
from articles.reader.printing import render
from articles.text.blocks import LONGEST, TooLong, clean
from tests.cast import section
from tests.hard import times
from tests.reader.feeding import FILES, read
from tests.reader.schemas import faults_of_newsml, faults_of_ninjs

pytestmark = pytest.mark.django_db

MANY = times(30, fully=2000)
SHARDS = (
    *("]]>", "<![CDATA[", "&amp;", "&#0;", "&nbsp;", "&", "<", ">", '"', "'", "--", "<!--", "<?x"),
    *("<script>alert(1)</script>", "</item>", "</entry>", "{% x %}", "{{ y }}", "%s", "\\u0000"),
    *(
        "\x01",
        "\x08",
        "\x0b",
        "\x0c",
        "\x1f",
        "\x7f",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\uffff",
    ),
    *("\u202e", "\u200f", "\u2066", "\uffff", "e\u0301", "\U0001f600", "\U0010fffe", "ß", "漢"),
    *("Wort ", "und ", "\n", "\t", "\u00a0", "\u00ad"),
)
TAGS = ("p", "h2", "blockquote", "strong", "em", "li", "td", "sub", "a", "br", "aside", "figure")
#: Longer than a body can be that comes through the cleaner.
FIVE_MEGABYTES = "<p>" + "Ä]]&gt; " * 700_000 + "</p>"


def words(chance, most):
    return "".join(chance.choices(SHARDS, k=chance.randint(1, 12)))[:most] or "x"


def body(chance):
    parts = []
    for _number in range(chance.randint(0, 8)):
        tag, text = chance.choice(TAGS), words(chance, 200)
        href = f' href="{words(chance, 40)}"' if tag == "a" else ""
        parts.append(f"<{tag}{href}>{text}" + (f"</{tag}>" if chance.random() < 0.8 else ""))
    return clean("".join(parts))


def printed(number, text=None):
    """A live story of hostile words, its rows as the press would write them."""
    chance, home = random.Random(number), section()
    moment = clock.now() - timedelta(hours=number + 1)
    story = Story.objects.create(
        uid=uuid4(),
        path=f"/stadt/2026/11/feind-{number}/",
        section=home,
        branch=home,
        live_from=moment,
        language="de",
    )
    StoryInSection.objects.create(story=story, section=home, live_from=moment)
    source = {"source": 1, "name": words(chance, 60), "home": "", "relation": "quoted"}
    edition = Edition(
        story=story,
        number=1,
        kind="first",
        story_kind="story",
        live_from=moment,
        version=1,
        language=chance.choice(["de", "de-CH", "en", "ar"]),
        genre=chance.choice(["news", "opinion"]),
        headline=f"{number} {words(chance, 150)}",
        **{
            name: words(chance, most) if chance.random() < 0.7 else ""
            for name, most in (("short_headline", 120), ("kicker", 80), ("place", 80))
        },
        standfirst=words(chance, 400) if chance.random() < 0.7 else "",
        body=body(chance) if text is None else text,
        credits=[source | {"url": "https://ä.example/\u202e?a&b", "in_text": False}],
    )
    edition.save(force_insert=True)
    render(edition).save(force_insert=True)
    return story


@pytest.fixture
def stories(db):
    return [printed(number) for number in range(MANY)]


@pytest.fixture
def get(client, as_reader):
    def ask(path):
        with as_reader():
            answer = client.get(path)
        assert answer.status_code == 200, path
        return answer.content

    return ask


def test_every_feed_can_be_read_to_its_end(get, stories):
    for name in FILES:
        found, address = {}, f"/{name}"
        while address:
            page = read(get(address), name)
            found |= {one["id"]: one["title"] for one in page["items"]}
            address = page["older"].removeprefix(site.SITE_URL)
        assert set(found) == {f"urn:uuid:{one.uid}" for one in stories}
        assert all(one for one in found.values())


def test_every_document_holds_to_its_schema(get, stories, tmp_path):
    documents, files = [], []
    for story in stories:
        address = story.path.removesuffix("/")
        documents.append(json.loads(get(f"{address}.ninjs.json")))
        files.append(tmp_path / f"{story.pk}.xml")
        files[-1].write_bytes(get(f"{address}.newsml.xml"))
        get(f"{address}.txt")
    assert faults_of_newsml(files) == []
    assert faults_of_ninjs(documents) == []


def test_a_body_of_five_megabytes_is_refused_at_the_door_and_harms_no_feed(get):
    with pytest.raises(TooLong):
        clean(FIVE_MEGABYTES)
    for number, text in enumerate((FIVE_MEGABYTES, clean(FIVE_MEGABYTES[: LONGEST // 10]))):
        address = printed(number, text).path.removesuffix("/")
        assert len(ElementTree.fromstring(get(f"{address}.newsml.xml"))) > 2
        assert json.loads(get(f"{address}.ninjs.json"))["bodies"]
    for name in FILES:
        assert len(read(get(f"/{name}"), name)["items"]) == 2


def test_half_a_character_is_left_out():
    """PostgreSQL takes none, but a preview never comes there."""
    moment = clock.now()
    told = Told(uuid4(), "https://a.example/", "a\ud800b", "\udfff", moment, moment, "de")
    for piece in (item, entry, as_json):
        text = piece(told)
        assert "ab" in text
        text.encode()
