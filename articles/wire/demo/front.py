"""The demo's home page, as its editor laid it out after the stories were in."""

from datetime import datetime, timedelta
from typing import Any

from articles.drafts.models import Article
from articles.drafts.planning import WORDS, Edit, breaking, change, place, plan_of, word
from articles.press.lay_out import lay_out

from .people import Desk


def lay_out_home(
    plan: dict[str, Any], desk: Desk, articles: dict[str, Article], now: datetime
) -> None:
    """Slots and breaking line of the plan; `articles` are known by their files."""
    home, by = plan_of(None), desk.editor
    edits: list[Edit] = []
    for row in plan.get("slot", []):
        article = articles[row["file"]]
        edits.append(place(article, row["place"], by=by))
        words = {name: row[name] for name in WORDS if name in row}
        if words or "until" in row:
            edits.append(word(article, until=later(row, now), **words))
    if line := plan.get("breaking"):
        to = articles[line["file"]]
        edits.append(breaking(line["text"], article=to, until=later(line, now)))
    if not edits:
        return
    for edit in edits:
        home = change(home, edit, by=by, seen=home.version)
    lay_out(home, by=by, seen=home.version)


def later(row: dict[str, Any], now: datetime) -> datetime | None:
    return now + timedelta(hours=row["until"]) if "until" in row else None
