"""The entries of a ticker, for those who take stories over: the newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import escape

from django.utils.translation import gettext as _

from articles.reader.clock import Clock
from articles.reader.models import EntryEdition
from articles.reader.moments import when
from articles.reader.tags import absolute
from articles.text.blocks import plain, without_ids


@dataclass(frozen=True)
class Said:
    """An entry as it reads now, and what was wrong with it before."""

    moment: datetime
    headline: str
    #: HTML whose links work anywhere.
    body: str
    #: The newest first: when, and what was wrong.
    corrections: list[tuple[datetime, str]] = field(default_factory=list)

    @property
    def head(self) -> str:
        return ": ".join(part for part in (when(self.moment), self.headline) if part)


def said_in(tickers: Iterable[int]) -> dict[int, list[Said]]:
    """The entries of these stories, by story; one query."""
    rows = EntryEdition.objects.filter(
        entry__story__in=list(tickers), entry__recalled=False, entry__live_from__lte=Clock()
    ).select_related("entry")
    columns = ("entry__story_id", "entry__live_from", "headline", "body")
    rows = rows.only(*columns, "kind", "note", "live_from", "number")
    found: dict[int, Said] = {}
    told: dict[int, list[Said]] = {}
    for one in rows.order_by("-entry__live_from", "-entry_id", "-number"):
        if one.entry_id not in found:
            body = absolute(without_ids(one.body))
            said = found[one.entry_id] = Said(one.entry.live_from, one.headline, body)
            told.setdefault(one.entry.story_id, []).append(said)
        if one.kind == EntryEdition.Kind.CORRECTION:
            found[one.entry_id].corrections.append((one.live_from, one.note))
    return told


def as_html(entries: Iterable[Said]) -> str:
    return "".join(part for one in entries for part in parts(one))


def parts(one: Said) -> Iterator[str]:
    yield f"<h2>{escape(one.head)}</h2>{one.body}"
    for moment, note in one.corrections:
        said = f"{_('Correction')}, {when(moment)}"
        yield f"<p><strong>{escape(said)}:</strong> {escape(note)}</p>"


def as_text(one: Said) -> str:
    fixes = [f"{_('Correction')}, {when(moment)}: {note}" for moment, note in one.corrections]
    return "\n\n".join(part for part in (one.head, plain(one.body), *fixes) if part)
