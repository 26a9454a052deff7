"""Asking for other houses' feeds: only for what is new, and less often where it is not wanted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.drafts.models import Dispatch, Supplier, User

from .fetching import Answer, NotFetched, fetch
from .importing import service_account
from .plain import Unreadable
from .reading import FEEDS, parts, sound
from .reading.piece import Piece
from .receiving import Fate, identified, take

#: However often it failed, and whatever it asks for, a feed is asked once a day.
LONGEST = timedelta(days=1)
WANTED = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9"
#: The desk's words for what became of an entry; the others are nothing new.
SAID = {
    Fate.TAKEN: Dispatch.State.TAKEN,
    Fate.UPDATED: Dispatch.State.UPDATED,
    Fate.OFFERED: Dispatch.State.OFFERED,
    Fate.REFUSED: Dispatch.State.REFUSED,
    Fate.IGNORED: Dispatch.State.IGNORED,
}


@transaction.atomic
def claimed() -> list[int]:
    """The suppliers to be asked now; nobody else is given the same ones."""
    rows = Supplier.objects.due().select_for_update(skip_locked=True)
    found = list(rows)
    for one in found:
        Supplier.objects.filter(pk=one.pk).update(next_at=Now() + one.pause)
    return [one.pk for one in found]


def poll(supplier: Supplier) -> None:
    """Ask for a feed, take in what is new, and note what came of it and when to ask again."""
    with translation.override(settings.LANGUAGE_CODE):
        try:
            answer = fetch(supplier.address, conditions(supplier))
            note(supplier, answer)
        except (NotFetched, Unreadable) as refusal:
            fail(supplier, str(refusal))


def conditions(supplier: Supplier) -> dict[str, str]:
    """By which the other side knows what we have already."""
    known = {"If-None-Match": supplier.etag, "If-Modified-Since": supplier.modified}
    return {"Accept": WANTED} | {name: value for name, value in known.items() if value}


def note(supplier: Supplier, answer: Answer) -> None:
    """Raises Unreadable."""
    if answer.status == HTTPStatus.NOT_MODIFIED:
        succeed(supplier, _("Nothing new."))
    elif answer.status == HTTPStatus.OK:
        fates = take_in(supplier, answer.body, by=service_account())
        moved = [] if answer.url == supplier.address else [moved_to(answer.url)]
        succeed(supplier, " ".join([summary(fates), *moved]), answer.headers)
    elif answer.status == HTTPStatus.GONE:
        fail(supplier, _("The feed is gone for good; it is not asked any more."), active=False)
    else:
        said = _("The other side answers with status %(status)d.") % {"status": answer.status}
        fail(supplier, said, wanted=retry_after(answer.headers.get("retry-after", "")))


def take_in(supplier: Supplier, data: bytes, *, by: User) -> Counter[Fate]:
    """Every entry, under the supplier's name. Raises Unreadable for what is no feed."""
    name = urlsplit(supplier.address).hostname or ""
    if sound(data, name) not in FEEDS:
        raise Unreadable(name, _("What stands at this address is no feed."))
    fates: Counter[Fate] = Counter()
    for piece, own in parts(data, name):
        entry = identified(supplied(piece, supplier.name), own)
        fates[take(entry, own, name, by=by, section=supplier.section).fate] += 1
    return fates


def supplied(piece: Piece, name: str) -> Piece:
    """Under the name that the desk gave its supplier, whatever the feed calls itself today."""
    owed = tuple(replace(one, name=name) if one.name == piece.source else one for one in piece.owed)
    return replace(piece, source=name, owed=owed)


def summary(fates: Counter[Fate]) -> str:
    told = [f"{state.label}: {fates[fate]}" for fate, state in SAID.items() if fates[fate]]
    return f"{'; '.join(told)}." if told else _("Nothing new.")


def moved_to(url: str) -> str:
    return _("It was found at another address: %(address)s") % {"address": url}


def succeed(supplier: Supplier, said: str, headers: Mapping[str, str] | None = None) -> None:
    """What the other side gave to recognise this answer by is kept for the next question."""
    if headers is not None:
        supplier.etag = fitting(headers.get("etag", ""), 500)
        supplier.modified = fitting(headers.get("last-modified", ""), 100)
    supplier.failures = 0
    put(supplier, said, supplier.pause, ("etag", "modified"))


def fail(
    supplier: Supplier, said: str, *, wanted: timedelta = timedelta(0), active: bool = True
) -> None:
    """Twice the pause after each failure, or what the other side wants, and at most a day."""
    supplier.failures = min(supplier.failures + 1, 1_000)
    supplier.active = active
    doubled = supplier.pause * 2 ** min(supplier.failures, 10)
    put(supplier, said, min(LONGEST, max(doubled, wanted)), ("active",) if not active else ())


def put(supplier: Supplier, said: str, pause: timedelta, fields: Iterable[str]) -> None:
    """Where its address was changed meanwhile, this answer says nothing about the new one."""
    values = {name: getattr(supplier, name) for name in fields}
    Supplier.objects.filter(pk=supplier.pk, address=supplier.address).update(
        **values,
        failures=supplier.failures,
        outcome=said,
        asked_at=Now(),
        next_at=Now() + pause,
    )


def retry_after(text: str) -> timedelta:
    """How long the other side wants to be left alone: seconds, or a moment as mail writes it."""
    if text.isascii() and text.isdigit():
        return timedelta(seconds=min(int(text[:9]), LONGEST.total_seconds()))
    try:
        return parsedate_to_datetime(text) - timezone.now()
    except (ValueError, TypeError, OverflowError):
        return timedelta(0)


def fitting(text: str, longest: int) -> str:
    """What cannot be kept whole is not kept; neither is what no header may hold."""
    return text if len(text) <= longest and text.isprintable() else ""


def ask(pk: int) -> None:
    """One supplier, unless it was taken off the list meanwhile."""
    if (
        supplier := Supplier.objects.select_related("section")
        .filter(pk=pk, active=True)
        .exclude(address="")
        .first()
    ):
        poll(supplier)
