"""How the tests read feeds: each format as one and the same plain dictionaries."""

import json
from datetime import datetime

from defusedxml import ElementTree

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
        "gone": {one.get("ref"): one[0].text for one in feed.iter(STONE)},
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
