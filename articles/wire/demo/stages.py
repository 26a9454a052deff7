"""Bringing a demo story to its stage, step by step, as its people would."""

from datetime import datetime, timedelta
from typing import Any

from articles.catalog.models import Person, Tag
from articles.drafts import saving, workflow
from articles.drafts.assigning import assign
from articles.drafts.kinds import Priority
from articles.drafts.models import Article, Contribution, User
from articles.press.add_entry import add_entry
from articles.press.correct import correct
from articles.press.correct_entry import correct_entry
from articles.press.publish import publish
from articles.press.withdraw import withdraw
from articles.reader import clock
from articles.text.blocks import clean, split

from .people import Desk

#: Stages with an edition.
PRINTED = {"embargoed", "live", "updated", "corrected", "withdrawn", "changed"}


def bring_to(
    article: Article,
    row: dict[str, Any],
    desk: Desk,
    writer: User,
    people: dict[str, Person],
    at: datetime | None,
) -> None:
    """Furnish, sign, publish and go on from there, as far as `row["stage"]` says."""
    furnish(article, row, writer, people)
    second = desk.chief if writer != desk.chief else desk.editor
    stage = row["stage"]
    if plan := row.get("plan"):
        assign(
            article,
            by=desk.chief,
            writer=writer,
            editor=desk.editor,
            wanted_by=clock.now() + timedelta(hours=plan["due"]),
            priority=plan.get("priority", Priority.NORMAL),
            length=plan.get("length"),
        )
    if stage == "draft":
        return
    workflow.submit(article, by=writer)
    if stage == "submitted":
        return
    workflow.approve(article, by=second)
    if stage in PRINTED:
        publish(article, by=second, live_from=at)
        afterwards(article, row, writer, second, at or clock.now())
        for one in row.get("entry", []):
            enter(article, one, second)


def furnish(article: Article, row: dict[str, Any], writer: User, people: dict[str, Person]) -> None:
    """What a text file does not carry: kicker, genre, boxes and tables, topics, names."""
    article.refresh_from_db()
    article.kicker, article.genre = row.get("kicker", ""), row.get("genre", "news")
    article.kind = "ticker" if "entry" in row else "story"
    article.lead, article.lead_caption = row.get("lead"), row.get("lead_caption", "")
    article.body = set_in(article.body, row.get("block", []))
    saving.claim(article, by=writer)
    article.tags.set(Tag.objects.filter(name__in=row.get("tags", [])))
    for order, one in enumerate(row.get("bylines", [])):
        Contribution.objects.create(
            article=article, person=people[one["person"]], role=one.get("role", ""), order=order
        )
    saving.record(article, by=writer)


def set_in(body: str, blocks: list[dict[str, str]]) -> str:
    """The text with each of these behind the passage that begins with its words."""
    pieces = [(one.text, one.html) for one in split(body)]
    for block in blocks:
        at = next(i for i, (text, _) in enumerate(pieces) if text.startswith(block["after"]))
        pieces.insert(at + 1, ("", block["html"]))
    return clean("".join(html for _, html in pieces))


def afterwards(
    article: Article, row: dict[str, Any], writer: User, second: User, at: datetime
) -> None:
    """What happened to a story after its first edition."""
    later = min(at + timedelta(hours=3), clock.now())
    match row["stage"]:
        case "corrected":
            revise(article, row["correction"], writer, second)
            correct(article, by=second, note=row["correction"]["note"], live_from=later)
        case "updated":
            revise(article, row["update"], writer, second)
            publish(article, by=second, note=row["update"].get("note", ""), live_from=later)
        case "changed":
            revise(article, row["change"], writer, None)
        case "withdrawn":
            withdraw(article, by=second, reason=row["reason"], kind=row.get("kind", "withdrawn"))


def enter(article: Article, one: dict[str, Any], by: User) -> None:
    """An entry of a ticker, at its hour, and what was wrong in it."""
    words = {"headline": one.get("headline", ""), "text": one["text"]}
    at = clock.now() + timedelta(hours=one["at"])
    entry = add_entry(article, by=by, key_point=one.get("point", False), at=at, **words)
    if fix := one.get("correction"):
        right = {name: text.replace(fix["find"], fix["replace"]) for name, text in words.items()}
        correct_entry(article, by=by, key=entry.key, note=fix["note"], **right)


def revise(article: Article, change: dict[str, str], writer: User, second: User | None) -> None:
    """Change the text, and have it signed again where somebody is to sign."""
    article.refresh_from_db()
    if "append" in change:
        article.body += f"<p>{change['append']}</p>"
    else:
        article.body = article.body.replace(change["find"], change["replace"])
    saving.save(article, by=writer)
    if second:
        workflow.approve(article, by=second)
