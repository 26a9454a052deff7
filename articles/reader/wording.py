"""A story's card in other words: those of the slot it stands in, without touching the story."""

import re
from typing import Any

from django.conf import settings
from django.utils.html import escape

from articles.text.hyphens import soften
from articles.text.typography import hangs, opening

#: Where a printed card has its words, as `reader/pieces/card.html` sets them.
WORDS = re.compile(
    r'<h3(?P<hang> class="hang")?(?P<lang> lang="(?P<language>[^"]*)")?>(?P<link><a href="[^"]*">)'
    r'(?P<kicker><span class="kicker">(?P<label><b>.*?</b> )?.*?<span class="vh">: </span></span>)?'
    r'<span class="t">(?P<title>.*?)</span></a></h3>(?P<dek><p class="dek".*?</p>)?'
    r'(?=<p class="meta">)',
    re.DOTALL,
)
PICTURE = re.compile(r"(?:<!--picture:.*?<!--/picture-->)?</article>", re.DOTALL)


def worded(card: str, slot: dict[str, Any]) -> str:
    """The card with the slot's kicker, headline and standfirst, where it has any; labels stay."""
    if not any(slot[name] for name in ("kicker", "headline", "standfirst")):
        return card

    def put(found: re.Match[str]) -> str:
        language = found["language"] or settings.LANGUAGE_CODE
        hang, title = found["hang"] or "", found["title"]
        if headline := slot["headline"]:
            hang = ' class="hang"' if hangs(headline) else ""
            title = escape(soften(headline, language))
        kicker = kicker_of(slot["kicker"], found["label"]) or found["kicker"] or ""
        dek = dek_of(slot["standfirst"], found["lang"]) or found["dek"] or ""
        head = f"<h3{hang}{found['lang'] or ''}>{found['link']}{kicker}"
        return f'{head}<span class="t">{title}</span></a></h3>{dek}'

    return WORDS.sub(put, card, count=1)


def kicker_of(kicker: str, label: str | None) -> str:
    if not kicker:
        return ""
    said = f"<span>{escape(kicker)}</span>"
    return f'<span class="kicker">{label or ""}{said}<span class="vh">: </span></span>'


def dek_of(standfirst: str, lang: str | None) -> str:
    if not standfirst:
        return ""
    first, rest = opening(standfirst)
    more = f'<span class="rest"> {escape(rest)}</span>' if rest else ""
    return f'<p class="dek"{lang or ""}>{escape(first)}{more}</p>'


def pictured(card: str, key: str) -> str:
    """The card with another picture."""
    picture = f'<!--picture:{key}:card--><picture><img alt=""></picture><!--/picture--></article>'
    return PICTURE.sub(lambda _found: picture, card, count=1)
