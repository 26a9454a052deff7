"""Printing: an edition's words as ready HTML. Preview and publication both come through here."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.catalog.kinds import LABELLED, Genre, Kind
from articles.catalog.models import House, Logo
from articles.catalog.people import people as people_by_key
from articles.text.blocks import plain, without_ids
from articles.text.counting import minutes
from articles.text.promising import marked
from articles.text.typesetting.bodies import glued

from . import entries, figures
from .body import for_feed, for_page
from .crediting import credits_of
from .feeds.told import Told, as_json
from .models import Edition, Rendering, Story

#: Pieces with a template of their own, and all that a rendering has.
PIECES = ("head", "top", "body", "card", "item", "entry", "text")
FIELDS = (*PIECES, "json")
#: What schema.org calls what is no article.
OTHER_SCHEMA: dict[str, str] = {Kind.TICKER: "LiveBlogPosting", Kind.PAGE: "WebPage"}


def render(edition: Edition) -> Rendering:
    """A rendering of this edition, not saved; nor need the edition be, as in a preview."""
    with translation.override(settings.LANGUAGE_CODE):
        context = setting(edition)
        pieces = {
            piece: render_to_string(f"reader/pieces/{piece}.html", context).strip()
            for piece in PIECES
        }
    return Rendering(edition=edition, json=as_json(context["told"]), **pieces)


def quoted(edition: Edition) -> list[tuple[str, str]]:
    """What its links quote, by their keys."""
    return [(one["key"], one["quoted"]) for one in edition.links]


def setting(edition: Edition) -> dict[str, Any]:
    """All that the pieces' templates know."""
    story = edition.story if edition.story_id else None
    published = story.live_from if story else moment_of(edition)
    path = story.path if story else "/"
    url = f"{settings.SITE_URL}{path}"
    changes = notable(edition, story)
    bylines = named(edition.bylines)
    ticker = ticker_of(edition, story)
    updated = last_change(changes, ticker)
    house = House.objects.shown()
    linked = json_ld(edition, url, published, bylines, house) | corrected(changes)
    return {
        "edition": edition,
        "is_page": edition.story_kind == Kind.PAGE,
        "changed": moment_of(edition),
        "story": story,
        "path": path,
        "url": url,
        "site_name": house.name,
        "site_url": settings.SITE_URL,
        "published": published,
        "updated": updated,
        "ticker": ticker,
        # Lists say of a ticker when it last told something, of any other story when it appeared.
        "told_at": (ticker and updated) or published,
        "corrections": [one for one in changes if one.kind == Edition.Kind.CORRECTION],
        "authors": [one for one in bylines if not one["role"]],
        "others": [one for one in bylines if one["role"]],
        "credits": [one for one in credits_of(edition) if not one["in_text"]],
        "label": label(edition),
        "minutes": minutes(plain(edition.body)),
        "foreign": edition.language.split("-")[0] != settings.LANGUAGE_CODE,
        "lead": figures.lead_of(edition.pictures),
        "lead_figure": figures.lead(edition.pictures),
        "body": body_of(edition),
        "feed_body": figures.for_feed(for_feed(without_ids(edition.body)), edition.pictures),
        "json_ld": linked | (entries.coverage(ticker, published) if ticker else {}),
        "told": told(edition, url, published, bylines, changes, updated),
    }


def body_of(edition: Edition) -> str:
    """As a page has it: with its figures, its marks for links, and spaces that hold."""
    text = marked(glued(edition.body, edition.language), quoted(edition))
    return figures.with_figures(for_page(text), edition.pictures)


def ticker_of(edition: Edition, story: Story | None) -> entries.Standing | None:
    """How it stands, if it is one; nobody has entered anything into an edition not yet printed."""
    if edition.story_kind != Kind.TICKER:
        return None
    return entries.standing(story) if story else entries.Standing()


def last_change(changes: list[Edition], ticker: entries.Standing | None) -> datetime | None:
    """When readers were last told something new."""
    moments = [moment_of(one) for one in changes[:1]]
    moments += [ticker.last] if ticker and ticker.last else []
    return max(moments, default=None)


def told(
    edition: Edition,
    url: str,
    published: datetime,
    bylines: list[dict[str, Any]],
    changes: list[Edition],
    updated: datetime | None,
) -> Told:
    """What feeds tell of it; who has only the lead is told of a correction there."""
    fixes = [one for one in changes if one.kind == Edition.Kind.CORRECTION]
    lead = [edition.standfirst] if edition.standfirst else []
    lead += [_("Correction: %(note)s") % {"note": one.note} for one in fixes[:1]]
    labelled = capfirst(label(edition))
    return Told(
        uid=edition.story.uid if edition.story_id else UUID(int=0),
        url=url,
        title=f"{labelled}: {edition.headline}" if labelled else edition.headline,
        lead=" ".join(lead),
        published=published,
        changed=updated or published,
        language=edition.language,
        authors=[one for one in bylines if not one["role"]],
        others=[one for one in bylines if one["role"]],
        corrections=[(moment_of(one), one.note) for one in fixes],
    )


def label(edition: Edition) -> str:
    """What readers must know it is before they read it: opinion, an advertisement."""
    return str(Genre(edition.genre).label) if edition.genre in LABELLED else ""


def named(bylines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Words are frozen, names are referenced: people under the names they have today."""
    people = people_by_key(one["person"] for one in bylines)
    current = {key: {"name": one.name, "slug": one.slug} for key, one in people.items()}
    told = [one | current.get(one["person"], {}) for one in bylines]
    # Who was entered twice and stood there as both stands there once.
    return list({one.get("slug") or one["person"]: one for one in reversed(told)}.values())[::-1]


def moment_of(edition: Edition) -> datetime:
    return edition.live_from or timezone.now()


def notable(edition: Edition, story: Story | None) -> list[Edition]:
    """Updates and corrections up to this edition, newest first: what readers are told of."""
    kinds = (Edition.Kind.UPDATE, Edition.Kind.CORRECTION)
    earlier = (
        story.editions.filter(kind__in=kinds, number__lt=edition.number)
        if story
        else Edition.objects.none()
    )
    found = list(earlier.order_by("-number"))
    return [edition, *found] if edition.kind in kinds else found


def json_ld(
    edition: Edition, url: str, published: datetime, bylines: list[dict[str, Any]], house: House
) -> dict[str, Any]:
    """A schema.org NewsArticle."""
    return {
        "@context": "https://schema.org",
        "@type": schema_type(edition),
        "headline": edition.headline,
        **({"alternativeHeadline": edition.short_headline} if edition.short_headline else {}),
        **({"description": edition.standfirst} if edition.standfirst else {}),
        "inLanguage": edition.language,
        "url": url,
        "mainEntityOfPage": url,
        "datePublished": timezone.localtime(published).isoformat(timespec="seconds"),
        "dateModified": timezone.localtime(moment_of(edition)).isoformat(timespec="seconds"),
        "author": [author(one) for one in bylines] or [publisher(house)],
        "publisher": publisher(house),
        **based_on(credits_of(edition)),
    }


def based_on(credits: list[dict[str, Any]]) -> dict[str, Any]:
    """What others reported and this story took up, where its credits have an address for it."""
    works = [
        {
            "@type": "CreativeWork",
            "url": one["url"],
            "publisher": {"@type": "Organization", "name": one["name"]},
        }
        for one in credits
        if one["url"]
    ]
    return {"isBasedOn": works} if works else {}


def schema_type(edition: Edition) -> str:
    if edition.story_kind in OTHER_SCHEMA:
        return OTHER_SCHEMA[edition.story_kind]
    return "OpinionNewsArticle" if edition.genre == "opinion" else "NewsArticle"


def corrected(changes: list[Edition]) -> dict[str, Any]:
    """The corrections among these, as schema.org tells machines of them."""
    found = [
        {
            "@type": "CorrectionComment",
            "text": one.note,
            "datePublished": timezone.localtime(moment_of(one)).isoformat(timespec="seconds"),
        }
        for one in changes
        if one.kind == Edition.Kind.CORRECTION
    ]
    return {"correction": found} if found else {}


def author(one: dict[str, Any]) -> dict[str, str]:
    url = f"{settings.SITE_URL}/people/{one['slug']}/"
    return {"@type": "Person", "name": one["name"], "url": url}


def publisher(house: House) -> dict[str, Any]:
    """The newsroom, with its logo if it has one."""
    return {
        "@type": "NewsMediaOrganization",
        "name": house.name,
        "url": f"{settings.SITE_URL}/",
        **({"logo": square(house.logo)} if house.logo else {}),
        "correctionsPolicy": f"{settings.SITE_URL}/corrections/",
    }


def square(logo: Logo) -> dict[str, Any]:
    """A logo as search engines want it: a square in pixels, on a ground of its own."""
    url = f"{settings.SITE_URL}{logo.square_url}"
    return {"@type": "ImageObject", "url": url, "width": logo.side, "height": logo.side}
