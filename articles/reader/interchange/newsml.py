"""NewsML-G2 2.35 (IPTC): a news item with its text as XHTML."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.encoding import iri_to_uri

from articles.catalog.models import Tag
from articles.reader.crediting import credits_of
from articles.reader.feeds.told import for_xml

from .news import Kill, News
from .ticker import as_html

SUFFIX, TYPE = ".newsml.xml", "application/xml; charset=utf-8"
#: IPTC's names for kinds of concepts.
NATURES = {
    Tag.Kind.TOPIC: "abstract",
    Tag.Kind.PERSON: "person",
    Tag.Kind.PLACE: "geoArea",
    Tag.Kind.ORGANISATION: "organisation",
    Tag.Kind.EVENT: "event",
}


def write(news: News) -> str:
    edition = news.edition
    return rendered(
        {
            "site_name": news.owner,
            "uid": news.uid,
            "version": news.version,
            "language": edition.language,
            "published": edition.story.live_from,
            "changed": news.changed,
            "notes": [one.note for one in news.corrections],
            "news": news,
            "edition": edition,
            "sources": [sourced(one) for one in credits_of(edition)],
            "topics": [natured(one) for one in news.topics],
            "body": xhtml(news.body + as_html(news.entries)),
        }
    )


def write_kill(kill: Kill) -> str:
    """A new version of the item that takes it back; it holds no word of the story."""
    return rendered(
        {
            "site_name": kill.owner,
            "uid": kill.uid,
            "version": kill.version,
            "language": settings.LANGUAGE_CODE,
            "published": kill.published,
            "changed": kill.at,
            "notes": [f"{kill.kind}: {kill.reason}"],
        }
    )


def rendered(context: dict[str, Any]) -> str:
    site = {"site_url": settings.SITE_URL}
    return for_xml(render_to_string("reader/newsml.xml", context | site))


def sourced(credit: dict[str, Any]) -> dict[str, str]:
    url = credit.get("url") or credit.get("home") or ""
    return {"name": credit["name"], "uri": iri_to_uri(url)}


def natured(topic: dict[str, str]) -> dict[str, str]:
    return topic | {"nature": NATURES[Tag.Kind(topic["kind"])]}


def xhtml(html: str) -> str:
    """Our cleaner closes every element but one, and writes one entity that XML does not know."""
    return html.replace("<br>", "<br/>").replace("&nbsp;", "\u00a0")
