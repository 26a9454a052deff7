"""What an article's source has said since: taken back, not yet to be published, or said anew."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from articles.drafts.models import Article, Dispatch, Supplier
from articles.drafts.rewriting import SHARE, Rewriting, rewritings

Finding = tuple[str, str]
#: Figures and quotations named at once.
MOST = 8


def findings(article: Article, at: datetime) -> tuple[list[Finding], list[Finding]]:
    """What must not be printed at that moment, and what the desk should know.

    One query, and two more where the article came in from somewhere.
    """
    rows = article.dispatches.order_by("-number", "-id").values_list(
        "state", "seen_at", "source", "told__embargo"
    )
    found = list(rows[:20])
    asking = [(state, source) for state, seen, source, _embargo in found if not seen]
    close, told = copied(article) if found else ([], [])
    return (
        [*taken_back(asking), *embargo(found, at), *close],
        [*offered(asking), *told],
    )


def copied(article: Article) -> tuple[list[Finding], list[Finding]]:
    """What stands too close to a supplier's words, and what says something else than they do."""
    stopping, news = [], []
    for one in rewritings(article):
        if one.printing is None:
            continue
        values = {"source": one.source, "percent": one.percent}
        said = _("%(percent)d %% of the words stand as %(source)s sent them.") % values
        if one.too_close:
            stopping.append(("copied", f"{said} {_('It must be rewritten.')}"))
        elif one.printing == Supplier.Printing.FREE and one.found.share > SHARE:
            news.append(("copied", said))
        news += differing(one)
    return stopping, news


def differing(one: Rewriting) -> Iterator[Finding]:
    if one.found.figures:
        values = {"source": one.source, "figures": ", ".join(one.found.figures[:MOST])}
        yield "figures", _("Figures that %(source)s does not have there: %(figures)s.") % values
    for said in one.found.quotations[:MOST]:
        values = {"source": one.source, "words": Truncator(said).chars(80)}
        yield "quotation", _("%(source)s does not quote it so: %(words)s") % values


def taken_back(asking: list[tuple[str, str]]) -> Iterator[Finding]:
    for state, source in asking:
        if state in Dispatch.STOPPING:
            said = _("%(source)s has taken this text back: decide on it first.")
            yield "taken-back", said % {"source": source}
            return


def embargo(
    found: list[tuple[str, datetime | None, str, str | None]], at: datetime
) -> Iterator[Finding]:
    """The newest version's word counts, whether or not anybody took it over."""
    for state, _seen, source, told in found:
        if state in Dispatch.STOPPING:
            continue
        until = parse_datetime(told) if told else None
        if until and until > at:
            moment = date_format(timezone.localtime(until), "DATETIME_FORMAT")
            said = _("%(source)s allows this text from %(moment)s on.")
            yield "embargo", said % {"source": source, "moment": moment}
        return


def offered(asking: list[tuple[str, str]]) -> Iterator[Finding]:
    for state, source in asking:
        if state == Dispatch.State.OFFERED:
            yield "offered", _("%(source)s has sent a new version.") % {"source": source}
            return
