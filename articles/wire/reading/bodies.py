"""A body as the formats carry it, HTML or plain text, with what is found inside it."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element

from articles.text.blocks import Unclean
from articles.wire.plain import Unreadable, marked_up, paragraphs

from .markup import Markup, words
from .piece import Pictured
from .tree import grown


@dataclass(frozen=True)
class Body:
    """The text, and what of a piece stood nowhere else."""

    html: str = ""
    lead: str = ""
    byline: str = ""
    dateline: str = ""
    notes: tuple[str, ...] = ()
    pictures: tuple[Pictured, ...] = ()
    words: str = ""
    #: Where in the body these stood; "" where they came from outside of it.
    lead_from: str = ""
    byline_from: str = ""
    dateline_from: str = ""


def of_element(
    elements: list[Element], headline: str, lead: str, *, cut: bool = False, placing: bool = False
) -> Body:
    """What these elements hold, in order; `cut` where the lead is the text's own beginning.

    `placing`: pictures keep their places, as figures of their marks.
    """
    markup = Markup(headline, lead, cut=cut and bool(lead), placing=placing)
    for one in elements:
        markup.inside(one)
    return Body(
        html="".join(markup.html).strip(),
        lead=markup.lead,
        dateline=markup.dateline,
        notes=tuple(markup.notes),
        pictures=tuple(markup.pictures),
        words=" ".join(words(one) for one in elements),
        lead_from="the body" if markup.lead and not lead else "",
        dateline_from="the body" if markup.dateline else "",
    )


def of_html(
    html: str, headline: str, lead: str, *, cut: bool = False, placing: bool = False
) -> Body:
    return of_element([grown(html)], headline, lead, cut=cut, placing=placing)


def of_text(text: str, headline: str, lead: str) -> Body:
    """Paragraphs; a first line that says the headline again goes, and so does the lead's twin."""
    parts = paragraphs(text)
    if parts and parts[0] == headline:
        parts.pop(0)
    if parts and parts[0] == lead:
        parts.pop(0)
    try:
        return Body(html=marked_up(parts), lead=lead, words=text)
    except Unclean as refusal:
        raise Unreadable("", str(refusal)) from refusal
