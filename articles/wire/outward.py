"""Links to other houses: which there are, whose turn it is to be asked, and what came of it."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Now
from django.utils import translation
from django.utils.translation import gettext as _

from articles.drafts.kinds import State
from articles.drafts.models import Article, Credit, Outward
from articles.reader.models import Story
from articles.text.hrefs import outward

from .fetching import NotFetched
from .polling import retry_after
from .probing import failed, probe

#: Who answered is asked again after this; who failed after a day, two, four, and so on up to LAST.
MONTH, FIRST, LAST = timedelta(days=30), timedelta(days=1), timedelta(days=14)
#: While a question is on its way nobody else asks it.
UNDER_WAY = timedelta(hours=1)
#: Addresses asked in a minute, each at another house; rows looked through for them.
FEW, MANY = 5, 200
#: Letters of an address that is asked; a longer one cannot be told from a mistake.
LONGEST = 600
#: Articles read at once.
BATCH = 200


def watched() -> QuerySet[Article]:
    """Articles that are live or about to be."""
    live = Exists(Story.objects.live().filter(uid=OuterRef("uid")))
    return Article.objects.filter(live | Q(state__in=(State.SUBMITTED, State.APPROVED)))


def gather_all() -> None:
    """Every link there is; those of articles that nobody is to read any more go."""
    Outward.objects.exclude(article__in=watched().values("pk")).delete()
    linking = Q(body__contains='<a href="http') | Exists(
        Credit.objects.filter(article=OuterRef("pk")).exclude(url="")
    )
    kept = Exists(Outward.objects.filter(article=OuterRef("pk")))
    gather(watched().filter(linking | kept))


def gather_since(pause: timedelta) -> None:
    """The links of what was changed in so long."""
    gather(watched().filter(changed_at__gte=Now() - pause))


def gather(articles: QuerySet[Article]) -> None:
    """Enter the links of these and take out those they have no more, a batch at a time."""
    last = 0
    while rows := list(
        articles.filter(pk__gt=last).order_by("pk").values_list("pk", "body")[:BATCH]
    ):
        last = rows[-1][0]
        enter(dict(rows))


@transaction.atomic
def enter(bodies: dict[int, str]) -> None:
    wanted = {(pk, one) for pk, body in bodies.items() for one in outward(body)}
    named = Credit.objects.filter(article__in=bodies).exclude(url="")
    wanted |= {(pk, url.partition("#")[0]) for pk, url in named.values_list("article", "url")}
    found = {pair: host for pair in wanted if (host := host_of(pair[1]))}
    held = Outward.objects.filter(article__in=bodies)
    known = {(one.article_id, one.address): one.pk for one in held.only("article", "address")}
    Outward.objects.filter(pk__in=[known[one] for one in known.keys() - found.keys()]).delete()
    new = [Outward(article_id=pk, address=url, host=found[pk, url])
           for pk, url in sorted(found.keys() - known.keys())]  # fmt: skip
    Outward.objects.bulk_create(new, ignore_conflicts=True)


def host_of(address: str) -> str:
    """The computer's name; "" for what is not asked: too long, no address, or our own."""
    try:
        host = (urlsplit(address).hostname or "") if len(address) <= LONGEST else ""
    except ValueError:
        return ""
    return "" if host == urlsplit(settings.SITE_URL).hostname else host[:255]


@transaction.atomic
def claimed() -> list[int]:
    """The links to be asked now, one of a house; nobody else is given the same ones."""
    rows = Outward.objects.due().select_for_update(skip_locked=True)[:MANY]
    by_host: dict[str, Outward] = {}
    for one in rows:
        by_host.setdefault(one.host, one)
    found = list(by_host.values())[:FEW]
    same = Outward.objects.filter(address__in=[one.address for one in found])
    same.update(next_at=Now() + UNDER_WAY)
    return [one.pk for one in found]


def ask(pk: int) -> None:
    """One link, unless it was taken out meanwhile; what came of it holds for all who lead there."""
    link = Outward.objects.filter(pk=pk).first()
    if link is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        outcome, wait = asked(link.address)
    for one in rows_of(link.address):
        note(one, outcome, wait)


def asked(address: str) -> tuple[str, timedelta]:
    """Why nobody can read there, "" where somebody can, and for how long not to ask again."""
    try:
        status, headers = probe(address)
    except NotFetched as refusal:
        return str(refusal), timedelta(0)
    wait = retry_after(headers.get("retry-after", ""))
    said = _("The other side answers with status %(status)d.") % {"status": status}
    return (said if failed(status) else ""), wait


def rows_of(address: str) -> Iterator[Outward]:
    yield from Outward.objects.filter(address=address)


def note(link: Outward, outcome: str, wait: timedelta) -> None:
    """One answer takes every failure back; a failure is asked again later each time."""
    rows = Outward.objects.filter(pk=link.pk)
    if not outcome:
        rows.update(
            failures=0,
            failed_since=None,
            outcome="",
            asked_at=Now(),
            next_at=Now() + max(MONTH, wait),
        )
        return
    pause = min(LAST, max(FIRST * 2 ** min(link.failures, 10), wait))
    rows.update(
        failures=min(link.failures + 1, 1_000),
        failed_since=Coalesce("failed_since", Now()),
        outcome=outcome[:200],
        asked_at=Now(),
        next_at=Now() + pause,
    )
