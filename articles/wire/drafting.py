"""From the plain record to the desk's draft: cleaned, credited, and with every word in a place."""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import translation
from django.utils.translation import gettext as _

from articles.catalog.kinds import Genre
from articles.catalog.models import Picture, Source
from articles.drafts import saving
from articles.drafts.kinds import Priority
from articles.drafts.linking import link
from articles.drafts.models import Article, Contribution, Credit, StoryLink, User
from articles.drafts.models.story_link import MOST
from articles.drafts.routing import Way
from articles.text.blocks import Unclean
from articles.text.languages import LANGUAGES
from articles.text.slugs import slugify

from .knowing import is_ours, known, people, supplier_of
from .plain import Unreadable, guess
from .reading.piece import Owed, Piece
from .reading.said import cleaned, credited, passages, reported
from .reading.words import line
from .remembering import remembered

#: At this urgency or a lower figure the desk looks at it first.
URGENT = 2
#: Characters of an internal note.
NOTE = 20_000
#: A picture in a cleaned text.
FIGURE = re.compile(r'<figure\b[^<>]* data-picture="([^"]+)"[^<>]*>.*?</figure>', re.DOTALL)
#: Behind the place in «Berlin (dpa) - ».
AFTER_PLACE = re.compile(r"\s*(?:\(|--|[-–—](?=\s|$)|\bvon\b).*", re.DOTALL)


def begin(piece: Piece, *, by: User, way: Way, note: str) -> Article:
    """A new article of a piece; the caller is in a transaction. Raises Unreadable."""
    article = Article(section=way.section)
    dress(article, piece, way)
    saving.claim(article, by=by)
    relate(article, piece)
    article.tags.add(*way.tags)
    saving.record(article, by=by, note=note)
    return article


def dress(article: Article, piece: Piece, way: Way) -> None:
    """A new article's own fields, as its piece and its way have them. Raises Unreadable."""
    write(article, piece, ready(piece))
    article.language = way.language or article.language
    article.priority = way.priority or (Priority.HIGH if urgent(piece) else Priority.NORMAL)
    article.lead = lead_of(piece, article.body)


def lead_of(piece: Piece, body: str) -> Picture | None:
    """The first picture that came beside the text and not in it."""
    beside = [one.key for one in piece.pictures if one.key and one.key not in body]
    return Picture.objects.filter(key=beside[0]).first() if beside else None


def urgent(piece: Piece) -> bool:
    return piece.urgency is not None and piece.urgency <= URGENT


def ready(piece: Piece) -> str:
    """The body, cleaned. Raises Unreadable where nothing could become an article."""
    if not piece.headline:
        raise Unreadable("", "It has no headline.")
    try:
        body = cleaned(piece.body)
    except Unclean as refusal:
        raise Unreadable("", str(refusal)) from refusal
    body = placed(body, piece)
    if not body and not piece.lead:
        raise Unreadable("", "It has a headline, but no text.")
    return body


def placed(body: str, piece: Piece) -> str:
    """Figures of pictures that the library has by now; the others go, and no word with them."""
    keys = {one.mark: one.key for one in piece.pictures if one.key}
    keys |= {key: key for key in keys.values()}

    def put(figure: re.Match[str]) -> str:
        key = keys.get(figure[1], "")
        return figure[0].replace(figure[1], key, 1) if key else ""

    return FIGURE.sub(put, body)


def write(article: Article, piece: Piece, body: str) -> None:
    """The article's own fields."""
    for name, value in fields(piece, body).items():
        setattr(article, name, value)


def fields(piece: Piece, body: str) -> dict[str, Any]:
    """What a piece says, by the name of the article's field."""
    found: dict[str, Any] = {
        "kicker": shortened(piece.kicker, 80),
        "headline": shortened(piece.headline, 200),
        "short_headline": shortened(piece.short_headline, 120),
        "standfirst": piece.lead,
        "body": body,
        "place": shortened(place(piece.dateline), 80),
        "language": language(piece, body),
        "urgency": piece.urgency or 5,
        "external_id": piece.guid[:200],
        "live_from": piece.embargo,
    }
    if piece.genre.lower() in Genre.values:
        found["genre"] = piece.genre.lower()
    with translation.override(settings.LANGUAGE_CODE):
        found["internal_note"] = "\n".join(told(piece, body))[:NOTE]
    return found


def told(piece: Piece, body: str) -> Iterator[str]:
    """For the desk: what has no place in an article, so that no word is lost."""
    if piece.source:
        yield _("From: %(source)s") % {"source": piece.source}
    if (supplier := supplier_of(piece)) and supplier.licence:
        yield _("Licence: %(text)s") % {"text": supplier.licence}
    for text, longest in ((piece.headline, 200), (piece.short_headline, 120), (piece.kicker, 80)):
        if len(text) > longest:
            yield _("In full: %(text)s") % {"text": text}
    yield from (_("Correction: %(note)s") % {"note": one} for one in piece.corrections)
    yield from (one for one in piece.notes if one not in piece.corrections)
    if piece.byline and not all(found for _name, found in people(piece.byline)):
        yield _("By: %(names)s") % {"names": piece.byline}
    if piece.dateline and piece.dateline not in line(" ".join(passages(body)[:1])):
        yield _("Dateline: %(text)s") % {"text": piece.dateline}
    topics = known(piece)
    if unknown := [one.name for one in piece.subjects if one.name.lower() not in topics]:
        yield _("About: %(subjects)s") % {"subjects": ", ".join(dict.fromkeys(unknown))}
    if piece.language and not ours(piece.language):
        yield _("Its language: %(language)s") % {"language": piece.language}
    for one in piece.pictures:
        if one.key:
            continue
        parts = " · ".join(part for part in (one.caption, one.credit, one.address) if part)
        yield _("Picture: %(text)s") % {"text": parts}


def relate(article: Article, piece: Piece) -> None:
    """Credits, topics, people and promises that are not there yet."""
    for one in credits_of(article, piece):
        Credit.objects.get_or_create(
            article=article,
            source=one.source,
            relation=one.relation,
            defaults={"url": one.url, "in_text": one.in_text, "order": article.credits.count()},
        )
    article.tags.add(*known(piece).values())
    for order, (_name, person) in enumerate(people(piece.byline)):
        if person:
            Contribution.objects.get_or_create(
                article=article, person=person, defaults={"order": order}
            )
    promise(article)


def credits_of(article: Article, piece: Piece) -> Iterator[Credit]:
    """What the draft owes to whom, not written yet; a source may come twice."""
    for order, (owed, phrase) in enumerate(owes(article, piece)):
        yield Credit(
            article=article,
            source=source_named(owed.name),
            relation=owed.relation if owed.relation in Credit.Relation else Credit.Relation.QUOTED,
            url=address(owed.address),
            in_text=phrase,
            order=order,
        )


def owes(article: Article, piece: Piece) -> Iterator[tuple[Owed, bool]]:
    """Whom the draft owes something, and whether its own words say so."""
    if piece.source and not is_ours(piece.source):
        said = " ".join([piece.dateline, article.standfirst, *passages(article.body)])
        named = re.search(rf"(?<!\w){re.escape(piece.source)}(?!\w)", said) is not None
        where = next((one.address for one in piece.owed if one.name == piece.source), "")
        supplier = supplier_of(piece)
        name = supplier.credit.name if supplier and supplier.credit else piece.source
        yield Owed(name, where, Credit.Relation.REWRITTEN), named
    yield from ((one, False) for one in piece.owed if one.name != piece.source)
    for one in credited(article.standfirst, article.body):
        if one.name != piece.source:
            yield Owed(one.name, "", one.relation), True


def promise(article: Article) -> None:
    """What the text says was reported before, as links still to be found."""
    there = set(article.links.values_list("quoted", flat=True))
    for quoted in promised(article)[: MOST - len(there)]:
        if quoted not in there:
            link(article, "previous", quoted=quoted)


def promised(article: Article) -> list[str]:
    """The headlines that it quotes so, as far as a link can hold them."""
    longest = StoryLink._meta.get_field("quoted").max_length or 0
    return [one for one in reported(article.standfirst, article.body) if len(one) <= longest]


def place(dateline: str) -> str:
    """`Berlin` of «Berlin (dpa) - »."""
    return AFTER_PLACE.sub("", dateline[:500]).strip(" ,.-–—")


def shortened(text: str, longest: int) -> str:
    """The whole, or its beginning up to a word's end with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def ours(language: str) -> str:
    """The language as articles here have it: `de-CH` of `de-ch`, `de` of `de-DE`; "" for none."""
    names = {name.lower(): name for name, _label in LANGUAGES}
    return names.get(language.lower(), "") or names.get(language.lower().partition("-")[0], "")


def language(piece: Piece, body: str) -> str:
    return ours(piece.language) or (
        settings.LANGUAGE_CODE if piece.language else guess(f"{piece.lead} {body}")
    )


def address(text: str) -> str:
    """A web address we could print; "" for anything else."""
    try:
        URLValidator(schemes=["http", "https"])(text)
    except ValidationError:
        return ""
    return text if len(text) <= 500 else ""


@remembered
def source_named(name: str) -> Source:
    """The source of this name, made where it is new."""
    name = shortened(name, 120)
    found = Source.objects.filter(name__iexact=name).first()
    if found:
        return found
    stem = slugify(name, 76) or "source"
    taken = set(Source.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug = next(s for n in range(1, len(taken) + 2) if (s := saving.numbered(stem, n)) not in taken)
    return Source.objects.create(name=name, slug=slug)
