"""How the tests read feeds: each format as one and the same plain dictionaries, page by page."""

import json
from datetime import datetime

from defusedxml import ElementTree
from django.conf import settings as site

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
STONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
FILES = ("rss.xml", "atom.xml", "feed.json")


def read(content, name):
    """{"title", "older", "hubs", "own", "items", "gone"} of a feed document."""
    return {"rss.xml": rss, "atom.xml": atom, "feed.json": of_json}[name](content)


def rss(content):
    channel = ElementTree.fromstring(content).find("channel")
    return {
        "title": channel.find("title").text,
        **linked(channel),
        "items": [
            {
                "id": one.find("guid").text,
                "title": one.find("title").text,
                "url": one.find("link").text,
                "updated": datetime.fromisoformat(one.find(f"{ATOM}updated").text),
                "authors": [name.text for name in one.iter(f"{DC}creator")],
                "language": one.find(f"{DC}language").text,
                "lead": getattr(one.find("description"), "text", ""),
                "text": getattr(one.find(CONTENT), "text", ""),
                "tags": [tag.text for tag in one.iter("category")],
            }
            for one in channel.iter("item")
        ],
        "gone": {},
    }


def atom(content):
    feed = ElementTree.fromstring(content)
    return {
        "title": feed.find(f"{ATOM}title").text,
        **linked(feed),
        "items": [
            {
                "id": one.find(f"{ATOM}id").text,
                "title": one.find(f"{ATOM}title").text,
                "url": one.find(f"{ATOM}link").get("href"),
                "published": datetime.fromisoformat(one.find(f"{ATOM}published").text),
                "updated": datetime.fromisoformat(one.find(f"{ATOM}updated").text),
                "authors": [name.text for name in one.iterfind(f"{ATOM}author/{ATOM}name")],
                "language": one.get("{http://www.w3.org/XML/1998/namespace}lang"),
                "lead": getattr(one.find(f"{ATOM}summary"), "text", ""),
                "text": getattr(one.find(f"{ATOM}content"), "text", ""),
                "tags": [tag.get("label") for tag in one.iter(f"{ATOM}category")],
            }
            for one in feed.iter(f"{ATOM}entry")
        ],
        "gone": {one.get("ref"): "".join(one.itertext()) for one in feed.iter(STONE)},
    }


def linked(element):
    links = {}
    for one in element.iterfind(f"{ATOM}link"):
        links.setdefault(one.get("rel"), []).append(one.get("href"))
    return {
        "own": links["self"][0],
        "hubs": links.get("hub", []),
        "older": links.get("prev-archive", [""])[0],
    }


def of_json(content):
    feed = json.loads(content)
    return {
        "title": feed["title"],
        "own": feed["feed_url"],
        "hubs": [one["url"] for one in feed.get("hubs", [])],
        "older": feed.get("next_url", ""),
        "items": [
            {
                "id": one["id"],
                "title": one["title"],
                "url": one["url"],
                "published": datetime.fromisoformat(one["date_published"]),
                "updated": datetime.fromisoformat(one["date_modified"]),
                "authors": [name["name"] for name in one.get("authors", [])],
                "language": one["language"],
                "lead": one.get("summary", ""),
                "text": one.get("content_html", ""),
                "tags": one.get("tags", []),
            }
            for one in feed["items"]
        ],
        "gone": {one["id"]: one["reason"] for one in feed.get("_newsroom", {}).get("deleted", [])},
    }


class Undo(Exception):
    """Takes an example's rows back."""


class Follower:
    """Keeps what it was sent, page by page, and asks for a page again only by its tag."""

    def __init__(self, client, as_reader, path, name):
        self.client, self.as_reader, self.name = client, as_reader, name
        self.first = f"{path}{name}"
        self.kept = {}
        self.gone = set()

    def poll(self):
        """From the newest page to the oldest; what it does not reach any more is forgotten."""
        reached, address = {}, self.first
        while address:
            assert address not in reached, "the chain of pages is a ring"
            reached[address] = self.page(address)
            address = reached[address][1]["older"].removeprefix(site.SITE_URL)
        self.kept = reached
        self.gone = set(reached[self.first][1]["gone"])

    def page(self, address):
        tag, known = self.kept.get(address, ("", None))
        with self.as_reader():
            answer = self.client.get(address, headers={"if-none-match": tag} if tag else {})
        if answer.status_code == 304:
            return tag, known
        assert answer.status_code == 200, address
        return answer["ETag"], read(answer.content, self.name)

    @property
    def stories(self):
        """As a reader shows them: each id once, from the newest page that has it."""
        found = {}
        for _tag, page in self.kept.values():
            ids = [one["id"] for one in page["items"]]
            assert len(ids) == len(set(ids)), "twice on one page"
            for one in page["items"]:
                found.setdefault(one["id"], one)
        return found
