"""A newsroom with an article at every stage, and a row of everything the admin shows."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

from articles.catalog.models import Dossier, Picture, Source, Tag
from articles.drafts import workflow
from articles.drafts.models import (
    Article,
    Decision,
    Dispatch,
    Licence,
    Missing,
    Original,
    Outward,
    Route,
    SectionRule,
    Supplier,
)
from articles.drafts.remarking import remark, resolve
from articles.drafts.sharing import share
from articles.press.add_entry import add_entry
from articles.press.break_glass import break_glass
from articles.press.lead import lead
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock
from articles.text.anchoring import Anchor
from tests.cast import approved, draft, person_of_the_desk, revise, section


class Newsroom:
    """Articles by stage, made when first asked for."""

    def __init__(self) -> None:
        self.writer = person_of_the_desk("writer", "reporter")
        self.second = person_of_the_desk("second", "chief")
        self.somebody = person_of_the_desk("somebody", "reporter")
        self.articles: dict[str, Article] = {}
        Source.objects.create(name="Nordkurier", slug="nordkurier")
        Tag.objects.create(name="Fähre", slug="faehre")
        Licence.objects.create(name="Agentur")
        picture = Picture.objects.create(alt="Hafen", credit="Foto: Ida Lund", width=30, height=20)
        Original.objects.create(
            picture=picture,
            file="00/0.jpg",
            filename="hafen.jpg",
            size=1,
            media_type="image/jpeg",
            digest="0" * 64,
            likeness=0,
        )
        Dossier.objects.create(title="Die Fähre", slug="die-faehre")
        Dispatch.objects.create(
            source="lpd", guid="lpd:1", state="killed", headline="Rat tagt", digest="0" * 64
        )
        lpd = Supplier.objects.create(name="lpd", address="https://lpd.example/rss.xml")
        Route.objects.create(supplier=lpd, words="Rat", section=section("recht"))
        lead("/frueher.html", "/", by=self.second)
        Outward.objects.create(
            article=draft(self.writer),
            address="https://weg.example/",
            host="weg.example",
            failures=3,
            failed_since=clock.now() - timedelta(days=4),
            asked_at=clock.now(),
        )
        Missing.objects.create(day="2026-11-25", path="/verschwunden.html", times=7)
        SectionRule.objects.create(section=section("recht"), signatures=3)
        self.broken = self.glass()
        _share, self.secret = share(
            draft(self.writer), by=self.writer, guest="Ida Lund", version=1, lasts=timedelta(days=1)
        )

    def glass(self) -> Decision:
        """A decision that every chief must have seen."""
        reason = "Der Damm ist gebrochen, und niemand sonst ist da."
        break_glass(draft(self.writer), by=self.second, reason=reason)
        return Decision.objects.get(verb="break_glass")

    def stage(self, name: str) -> Article:
        """The article as it must stand for that verb to succeed."""
        name = name if name in STAGES else "draft"
        if name not in self.articles:
            self.articles[name] = STAGES[name](self)
        article = self.articles[name]
        article.refresh_from_db()
        return article

    def all(self) -> "Newsroom":
        """Everything made now, before anybody takes a look."""
        for name in STAGES:
            self.stage(name)
        return self


def drafted(room: Newsroom) -> Article:
    return draft(room.writer, people=["Ada Lovis"], tags=["Fähre"])


def remarked(room: Newsroom) -> Article:
    """With a remark on a passage, its answer, and one that is settled."""
    article = drafted(room)
    for text, words in (("@writer, woher?", "am Montag"), ("Und dies?", "Kein Wort davon")):
        anchor = Anchor("", words)
        said = remark(article, text, by=room.second, key=uuid4(), anchor=anchor)
        remark(article, "Vom Amt.", by=room.writer, key=uuid4(), thread=said)
    resolve(remark(article, "Erledigt?", by=room.second, key=uuid4()), by=room.writer)
    return article


def submitted(room: Newsroom) -> Article:
    article = drafted(room)
    workflow.submit(article, by=room.writer)
    return article


def signed(room: Newsroom) -> Article:
    return approved(room.writer, room.second, tags=["Fähre"])


def live(room: Newsroom) -> Article:
    article = signed(room)
    publish(article, by=room.second)
    return article


def ticking(room: Newsroom) -> Article:
    """A ticker with one entry, of the key that addresses name."""
    article = approved(room.writer, room.second, kind="ticker")
    publish(article, by=room.second)
    add_entry(article, by=room.second, text="Der Pegel steigt.", key="00000000")
    return article


def changed(room: Newsroom) -> Article:
    return revise(live(room), room.writer, room.second, headline="Noch eine Zeile")


def due(room: Newsroom) -> Article:
    article = signed(room)
    publish(article, by=room.second, live_from=clock.now() + timedelta(days=1))
    return article


def withdrawn(room: Newsroom) -> Article:
    article = live(room)
    withdraw(article, by=room.second, reason="Auf Wunsch.", kind="withdrawn")
    return article


def spiked(room: Newsroom) -> Article:
    article = drafted(room)
    workflow.spike(article, by=room.writer)
    return article


#: The verb, or the word for where an article stands → how it got there.
STAGES: dict[str, Callable[[Newsroom], Article]] = {
    "draft": remarked,
    "submit": drafted,
    "approve": submitted,
    "sign": submitted,
    "send_back": submitted,
    "publish": signed,
    "correct": changed,
    "recall": due,
    "reschedule": due,
    "undo": live,
    "assign": drafted,
    "copy": drafted,
    "break_glass": submitted,
    "withdraw": live,
    "restore": withdrawn,
    "move": live,
    "redact": live,
    "spike": drafted,
    "revive": spiked,
    "ticker": ticking,
}
