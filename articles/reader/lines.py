"""Lines that name other stories: joined here as cards are, since a page has many of them."""

from collections.abc import Iterable
from html import escape
from itertools import islice

from django.utils.translation import gettext as _

from articles.catalog.links import LinkKind
from articles.text.languages import from_right

from .moments import day, iso, when
from .related import Other
from .topics import Topic

#: Later stories that a page names above its text.
LATER = 3


def course(found: Iterable[tuple[Other, bool]]) -> str:
    """The running story from its first report on; the bool says which of them is this one."""
    return "\n".join(
        f'<li class="here" aria-current="true">{moment(one)}{here(one)}</li>'
        if is_here
        else f"<li>{moment(one)}{link(one)}{lead(one)}</li>"
        for one, is_here in found
    )


def here(one: Other) -> str:
    return f'<b{spoken(one)}>{escape(one.text)}</b> <span class="meta">{_("You are here")}</span>'


def lead(one: Other) -> str:
    return f'<span class="lead"{spoken(one)}>{escape(one.lead)}</span>' if one.lead else ""


def of_kind(others: Iterable[Other], kind: LinkKind) -> str:
    """All stories of one kind of link; without a path, words that promise one."""
    promised = f' <span class="meta">{_("to follow")}</span>' if kind.later else ""
    return "\n".join(
        f"<li>{link(one)} {moment(one, 'meta')}</li>"
        if one.path
        else f"<li>{escape(one.text)}{promised}</li>"
        for one in others
    )


def later(found: Iterable[tuple[LinkKind, Other]]) -> str:
    """What came after this story, to the minute."""
    return "".join(
        f'<p><span class="label">{escape(str(kind))}</span> {link(one)} '
        f'<time class="meta" datetime="{iso_of(one)}">{when_of(one)}</time></p>'
        for kind, one in islice(found, LATER)
    )


def topics(found: Iterable[Topic]) -> str:
    return " ".join(
        f'<a href="/topics/{escape(one.slug)}/">{escape(one.name)}</a>' for one in found
    )


def share(address: str) -> str:
    """How to send the story on; `address` opens a mail."""
    said = f'<span class="meta">{_("Share:")}</span>'
    return f'{said} <a href="{escape(address)}">{_("by e-mail")}</a>'


def link(one: Other) -> str:
    return f'<a href="{escape(one.path)}"{spoken(one)}>{escape(one.text)}</a>'


def moment(one: Other, named: str = "") -> str:
    of = f' class="{named}"' if named else ""
    return (
        f'<time{of} datetime="{iso_of(one)}">{day(one.live_from) if one.live_from else ""}</time>'
    )


def spoken(one: Other) -> str:
    """The language of these words, where it is not the site's, and its direction."""
    return in_language(one.language) if one.language else ""


def in_language(language: str) -> str:
    turned = ' dir="rtl"' if from_right(language) else ""
    return f' lang="{escape(language)}"{turned}'


def iso_of(one: Other) -> str:
    return iso(one.live_from) if one.live_from else ""


def when_of(one: Other) -> str:
    return when(one.live_from) if one.live_from else ""
