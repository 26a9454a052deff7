"""What the reader's templates can say that Django's cannot. Only here is text declared safe."""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.catalog.links import LinkKind
from articles.catalog.models import Section
from articles.text.hyphens import soften
from articles.text.languages import from_right
from articles.text.typesetting.gaps import glued
from articles.text.typography import hangs as opens_with_a_mark
from articles.text.typography import opening as opening_of

from . import lines, linked_data
from .addresses import archive_day, archive_month
from .cells import by_day, drawn, joined, slug_of
from .chrome import Chrome
from .feeds.told import for_xml
from .lists import Entry
from .moments import day, hour, iso, month, rfc822, when
from .pictures import MEDIA, composed
from .related import Other, Related, bound, boxed
from .stylesheet import integrity_of, sheet
from .topics import Topic

#: What social networks are told of a picture.
CARD = """<meta property="og:image" content="{url}">
<meta property="og:image:width" content="{width}">
<meta property="og:image:height" content="{height}">
<meta property="og:image:alt" content="{alt}">"""

register = template.Library()
for one in (day, hour, when, month, iso, rfc822):
    register.filter(one)
register.filter(by_day)

#: Every blank but those at which no line may break.
BLANKS = re.compile(r"[^\S\u00a0\u202f]+")
#: A link of our own in cleaned HTML: nh3 writes every attribute in double quotes.
OWN_LINK = re.compile(r'(<a\b[^>]*?\shref=")(?=/(?!/))')


@register.filter
def printed(text: str) -> SafeString:
    """HTML or XML that was ready before it came here: cleaned when saved, or rendered by us."""
    return mark_safe(text)  # noqa: S308


@register.simple_tag
def module(name: str) -> SafeString:
    """A script of ours, with what browsers compare it with."""
    own = integrity_of((settings.BASE_DIR / "static" / name).read_bytes())
    return format_html('<script type="module" src="{}" integrity="{}"></script>', static(name), own)


@register.filter
def hangs(text: str) -> bool:
    """Whether a headline opens with a quotation mark, which then hangs in the margin."""
    return opens_with_a_mark(text)


@register.filter
def opening(text: str) -> tuple[str, str]:
    """The first sentences of a standfirst, and the rest of it."""
    return opening_of(text)


@register.filter
def soft(text: str, language: str) -> str:
    """A headline with soft hyphens and firm spaces: for the eye only, never for machines."""
    return soften(glued(text, language), language)


@register.filter
def firm(text: str, language: str) -> str:
    """A text whose lines do not break between a figure and what it counts."""
    return glued(text, language)


@register.filter
def grouped(number: int) -> str:
    """`1.000` or `1,000`, as the site's language writes it."""
    return str(number_format(number, use_l10n=True, force_grouping=True))


@register.filter
def archive(day: date) -> str:
    """Where the archive has this day."""
    return archive_day(day)


@register.filter
def archive_of_month(day: date) -> str:
    return archive_month(day)


@register.filter
def branch(key: int, chrome: Chrome) -> str:
    return slug_of(key, chrome)


@register.filter
@lru_cache(maxsize=8)
def buoys(name: str) -> SafeString:
    """The paper's name, the dots of its first umlaut ready to take the accent."""
    before, umlaut, after = re.split("([äöüÄÖÜ]|$)", name, maxsplit=1)
    mark = format_html('<span class="buoy" data-letter="{0}">{0}</span>', umlaut) if umlaut else ""
    return format_html("{}{}{}", before, mark, after)


@register.simple_tag(takes_context=True)
def frame(context: dict[str, Any], name: str, of: Section | None = None) -> SafeString:
    """A part of what stands around every page, rendered once for all pages that have it alike.

    It knows the page's section, or the one it is told of.
    """
    chrome, site, branch = context["chrome"], context["site"], context.get("branch")
    section = of or context.get("section")
    keys = (branch.pk if branch else None, section.pk if section else None)
    here = bool(branch and section and context.get("subject") == branch)
    known = (name, site["url"], site["language"], get_language(), *keys, here)
    if known not in chrome.rendered:
        frame = {"chrome": chrome, "site": site, "sheet": sheet(chrome.hues)}
        frame |= {"branch": branch, "section": section, "here": here}
        chrome.rendered[known] = render_to_string(f"reader/frame/{name}.html", frame).strip()
    return printed(chrome.rendered[known])


@register.simple_block_tag
def titled(content: str) -> SafeString:
    """A page's title, for the tab and for whoever shares the page."""
    return format_html('<title>{0}</title>\n<meta property="og:title" content="{0}">', content)


@register.simple_block_tag
def described(content: str) -> SafeString:
    """What a page is about, for search engines and for whoever shares it."""
    named = ('name="description"', 'property="og:description"')
    return printed("\n".join(f'<meta {one} content="{content}">' for one in named))


@register.filter
def direction(language: str) -> SafeString:
    """Of what is read from right to left, the attribute that says so; else nothing."""
    return printed(' dir="rtl"' if from_right(language) else "")


@register.filter
def locale(language: str) -> str:
    """`de_CH` of `de-CH`; where a country is asked for and none is named, the commonest."""
    tongue, _dash, country = language.partition("-")
    return f"{tongue}_{country.upper() or {'en': 'GB'}.get(tongue, tongue.upper())}"


@register.filter
def json_ld(data: dict[str, Any]) -> SafeString:
    """A block of linked data. It is no script: browsers run nothing of it."""
    return printed(linked_data.block(data))


@register.simple_tag(takes_context=True)
def printed_body(context: dict[str, Any]) -> SafeString:
    """The rendering's text, its promises kept and boxes filled where `related` knows the story."""
    related: Related = context.get("related") or Related()
    body = boxed(bound(context["rendering"].body, related.paths), related.boxes)
    return printed(with_pictures(context, body))


@register.simple_tag(takes_context=True)
def printed_top(context: dict[str, Any]) -> SafeString:
    """From kicker to byline, and the lead picture if it shows."""
    return printed(with_pictures(context, context["rendering"].top))


def with_pictures(context: dict[str, Any], piece: str) -> str:
    return composed(piece, context.get("pictures", {}), root=context.get("media", MEDIA))


@register.filter
def card(entry: Entry, shape: str = "") -> SafeString:
    """A story's card; `shape` says how large its picture stands there, nothing that none does."""
    return printed(drawn(entry, shape))


@register.simple_tag(takes_context=True)
def cards(context: dict[str, Any], found: list[Entry], shape: str, element: str) -> SafeString:
    """Card after card, each in an element that names its section."""
    return printed(joined(found, context["chrome"], shape, element))


@register.simple_tag
def bare_cards(found: list[Entry], shape: str, element: str) -> SafeString:
    """The same, where what stands around them has named the section."""
    return printed(joined(found, None, shape, element))


@register.simple_tag(takes_context=True)
def printed_head(context: dict[str, Any]) -> SafeString:
    """The rendering's head; its linked data names the picture, and stories this one builds upon."""
    related, section = context.get("related"), context.get("section")
    known: dict[str, list[Any]] = dict(related.schema) if related else {}
    if section:
        known["articleSection"] = [section.title]
    if ticker := context.get("ticker"):
        known["liveBlogUpdate"] = ticker.updates
    if image := context.get("image"):
        known["image"] = [image]
    return printed(linked_data.with_more(context["rendering"].head, known))


@register.filter
def course(found: list[tuple[Other, bool]]) -> SafeString:
    """The running story, a line for each report."""
    return printed(lines.course(found))


@register.filter
def of_kind(others: list[Other], kind: LinkKind) -> SafeString:
    """The stories to which links of one kind lead, a line for each."""
    return printed(lines.of_kind(others, kind))


@register.filter
def later(found: list[tuple[LinkKind, Other]]) -> SafeString:
    """What came after a story."""
    return printed(lines.later(found))


@register.filter
def topic_links(found: list[Topic]) -> SafeString:
    return printed(lines.topics(found))


@register.filter
def share_line(address: str) -> SafeString:
    return printed(lines.share(address))


@register.filter
def social_card(picture: dict[str, Any]) -> SafeString:
    """The picture that social networks show: `url`, `width` and `height` in pixels, `alt`."""
    return format_html(CARD, **{name: str(value) for name, value in picture.items()})


@register.filter
def bare(piece: str) -> SafeString:
    """A card without its picture."""
    return printed(composed(piece, {}))


@register.filter
def absolute(html: str) -> str:
    """Cleaned HTML whose own links work outside of the site."""
    return OWN_LINK.sub(rf"\1{settings.SITE_URL}", html)


@register.filter
def cdata(text: str) -> SafeString:
    """A CDATA section; where the text itself would end it, a second one begins."""
    return printed(f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>")


@register.filter
def one_line(text: str) -> str:
    """Words with one blank between them: what a format has a line for. No-break spaces stay."""
    return BLANKS.sub(" ", text).strip(" ")


@register.filter
def xml(text: str) -> str:
    """Without the characters that XML cannot carry; for `{% filter xml %}` around ready XML."""
    return printed(for_xml(text))
