"""What the board is made of: articles of a section or of all, in the order they press."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import localdate

from articles.catalog.models import Section
from articles.drafts import readership
from articles.drafts.kinds import State
from articles.drafts.models import Article, Dispatch, Signature, User, Version
from articles.reader.archive import start
from articles.reader.models import Edition, Story

#: Articles and how often each was read.
Ranking = list[tuple[Article, int]]
ROLES = ("writer", "changed_by")
#: Looked through for a list, however long the paper's history is.
MANY = 100
#: What the board shows of an article, and of the people and the section beside it.
SHOWN = (
    *("uid", "version", "state", "kind", "kicker", "headline", "language", "priority", "wanted_by"),
    *("length", "measure", "live_from", "changed_at", "created_by"),
    *("section__title", "section__parent"),
    *(f"{role}__{name}" for role in ROLES for name in ("username", "first_name", "last_name")),
)
#: What decides where on the board an article stands.
JUDGED = ("uid", "version", "section_id", "writer_id", "created_by_id")
#: Approved articles, by their last change, among which those that still wait are looked for.
RECENT = 1000


def articles(place: Section | None) -> QuerySet[Article]:
    """What is shown of them; of a section, those of the sections under it too."""
    rows = Article.objects.select_related("section", *ROLES).only(*SHOWN)
    if place:
        rows = rows.filter(section__in=family(place))
    return rows.order_by("priority", "wanted_by", "-changed_at", "-id")


def to_judge(rows: QuerySet[Article]) -> QuerySet[Article]:
    """The same without what a row shows, since most that are looked through are not shown."""
    return rows.select_related(None).only(*JUDGED)


def family(place: Section) -> list[int]:
    """A section and those under it, by key and asked for once: a join would be made for every
    article there is."""
    if not hasattr(place, "family"):
        under = Section.objects.filter(parent=place).values_list("pk", flat=True)
        place.family = [place.pk, *under]  # type: ignore[attr-defined]
    found: list[int] = place.family  # type: ignore[attr-defined]
    return found


def submitted(place: Section | None) -> QuerySet[Article]:
    return articles(place).filter(state=State.SUBMITTED)[:MANY]


def drafts(place: Section | None) -> QuerySet[Article]:
    return articles(place).filter(state=State.DRAFT)


def of_person(rows: QuerySet[Article], user: User) -> QuerySet[Article]:
    """What somebody was given, or began without anybody being given it."""
    given = Q(writer=user) | Q(editor=user)
    return rows.filter(given | Q(created_by=user, writer=None))


def ready(place: Section | None) -> QuerySet[Article]:
    """Approved, and in no edition yet, neither live nor waiting."""
    newest = Version.objects.filter(article=OuterRef("pk"), number=OuterRef("version"))
    recent = articles(place).filter(state=State.APPROVED).order_by("-changed_at", "-id")
    printed = Edition.objects.filter(story__uid=OuterRef("uid"), digest=OuterRef("said"))
    gone = Story.objects.filter(uid=OuterRef("uid"), withdrawn=True)
    return (
        articles(place)
        .filter(pk__in=recent.values("pk")[:RECENT])
        .annotate(said=Subquery(newest.values("digest")[:1]))
        .filter(~Exists(printed), ~Exists(gone))[:MANY]
    )


def due_by(place: Section | None, moment: datetime) -> QuerySet[Article]:
    """Not handed in or not approved, and wanted by then."""
    waiting = articles(place).filter(state__in=(State.DRAFT, State.SUBMITTED))
    return waiting.filter(wanted_by__lt=moment)[:MANY]


def touched(place: Section | None) -> QuerySet[Article]:
    """What readers have and the desk worked on last."""
    live = Story.objects.live().filter(uid=OuterRef("uid"))
    rows = articles(place).filter(Exists(live), version__gt=1)
    return rows.order_by("-changed_at", "-id")[:MANY]


def asking(place: Section | None) -> QuerySet[Dispatch]:
    """What sources have sent that somebody must decide on: texts taken back before new versions."""
    articles = Article.objects.exclude(state=State.SPIKED)
    if place:
        articles = articles.filter(section__in=family(place))
    found = Dispatch.objects.open().filter(article__in=articles).select_related("article")
    return found.defer("content", "told", "article__body").order_by("state", "-received_at")[:25]


def most_read(place: Section | None, few: int) -> tuple[Ranking, Ranking]:
    """What readers have read most today, and in the last seven days, and how often."""
    today, places = localdate(), family(place) if place else None
    counts = [
        readership.most_read(places, today, few, days) for days in (readership.DAY, readership.WEEK)
    ]
    keys = {key for one in counts for key in one}
    found = articles(None).in_bulk(keys) if keys else {}
    of_day, of_week = (
        [(found[key], times) for key, times in one.items() if key in found] for one in counts
    )
    return of_day, of_week


def by_uid(uids: set[UUID], place: Section | None) -> dict[UUID, Article]:
    """The articles of these stories, as far as they belong to the section."""
    return {one.uid: one for one in articles(place).filter(uid__in=uids)} if uids else {}


def waiting_editions(until: datetime) -> list[tuple[UUID, datetime]]:
    """Story and moment of what appears by itself until then, soonest first."""
    rows = Edition.objects.due().filter(live_from__lt=until).order_by("live_from", "id")
    return list(rows.values_list("story__uid", "live_from")[:MANY])


def end_of_today() -> datetime:
    """Midnight, as the newsroom's clock has it."""
    return start(localdate() + timedelta(days=1))


def signed_by(user: User, found: list[Any]) -> set[tuple[int, str]]:
    """Which of these articles the person stands for: article and digest."""
    rows = Signature.objects.filter(by=user, article__in=[one.pk for one in found])
    return set(rows.values_list("article_id", "digest"))
