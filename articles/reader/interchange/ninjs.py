"""ninjs 3.1 (IPTC): news in JSON."""

import json
from typing import Any

from django.conf import settings
from django.utils.encoding import iri_to_uri

from articles.catalog.models import Tag
from articles.reader.crediting import credits_of
from articles.reader.feeds.told import for_xml, iso

from .news import Kill, News
from .ticker import as_html

SUFFIX, TYPE = ".ninjs.json", "application/json; charset=utf-8"
STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}
#: Where topics of each kind stand.
PLACES = {
    Tag.Kind.PERSON: "people",
    Tag.Kind.PLACE: "places",
    Tag.Kind.ORGANISATION: "organisations",
    Tag.Kind.EVENT: "events",
}


def write(news: News) -> str:
    return dumped(as_ninjs(news))


def write_kill(kill: Kill) -> str:
    return dumped(as_kill(kill))


def dumped(value: Any) -> str:
    return for_xml(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def as_ninjs(news: News) -> dict[str, Any]:
    edition = news.edition
    found = {
        "uri": f"urn:uuid:{news.uid}",
        "type": "text",
        "representationType": "full",
        "standard": STANDARD,
        "version": str(news.version),
        "firstCreated": iso(edition.story.live_from),
        "versionCreated": iso(news.changed),
        "pubStatus": "usable",
        "language": edition.language,
        "title": edition.title,
        "by": news.by,
        "located": edition.place,
        "headlines": headlines(news),
        "descriptions": valued("summary", edition.standfirst, "text/plain"),
        "bodies": bodies(news),
        "genres": [{"literal": edition.genre}],
        "infoSources": [source(one) for one in credits_of(edition)],
        "altIds": [{"role": "web", "value": news.url}],
        "renditions": [{"name": "web", "href": iri_to_uri(news.url), "contentType": "text/html"}],
        "copyrightHolder": news.owner,
        "edNote": " ".join(one.note for one in news.corrections),
        **subjects(news),
    }
    return {name: value for name, value in found.items() if value}


def headlines(news: News) -> list[dict[str, str]]:
    edition = news.edition
    return [
        *valued("main", edition.headline),
        *valued("short", edition.short_headline),
        *valued("kicker", edition.kicker),
    ]


def bodies(news: News) -> list[dict[str, str]]:
    """The text and, of a ticker, its entries as a text of their own."""
    return [
        *valued("main", news.body, "text/html"),
        *valued("entries", as_html(news.entries), "text/html"),
    ]


def valued(role: str, value: str, kind: str = "") -> list[dict[str, str]]:
    if not value:
        return []
    return [{"role": role, **({"contentType": kind} if kind else {}), "value": value}]


def source(credit: dict[str, Any]) -> dict[str, str]:
    url = credit.get("url") or credit.get("home") or ""
    found = {"name": credit["name"], "role": credit["relation"]}
    return found | ({"uri": iri_to_uri(url)} if url else {})


def subjects(news: News) -> dict[str, list[dict[str, str]]]:
    """Who wrote it, what it is about, and where it stands in the paper."""
    found: dict[str, list[dict[str, str]]] = {"people": [writer(one) for one in news.bylines]}
    if news.section:
        found["subjects"] = [named(news.section.title, "section", f"/{news.section.path}/")]
    for one in news.topics:
        about = named(one["name"], "about", f"/topics/{one['slug']}/")
        found.setdefault(PLACES.get(Tag.Kind(one["kind"]), "subjects"), []).append(about)
    return found


def writer(byline: dict[str, Any]) -> dict[str, str]:
    rel = "contributor" if byline["role"] else "creator"
    return named(byline["name"], rel, f"/people/{byline['slug']}/")


def named(name: str, rel: str, path: str) -> dict[str, str]:
    return {"name": name, "rel": rel, "uri": f"{settings.SITE_URL}{path}"}


def as_kill(kill: Kill) -> dict[str, Any]:
    """Nothing of the story but its name, and why it must be used no more."""
    return {
        "uri": f"urn:uuid:{kill.uid}",
        "type": "text",
        "representationType": "partial",
        "standard": STANDARD,
        "version": str(kill.version),
        "firstCreated": iso(kill.published),
        "versionCreated": iso(kill.at),
        "pubStatus": "canceled",
        "edNote": f"{kill.kind}: {kill.reason}",
        "copyrightHolder": kill.owner,
    }
