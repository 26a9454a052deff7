"""Planning: who writes, who edits, until when, and how pressing it is."""

from datetime import datetime
from typing import Any

from django.db import transaction

from .errors import NotAtDesk
from .kinds import Measure, Priority
from .log import decide
from .models import Article, User
from .rights import may, require
from .workflow import hold


@transaction.atomic
def assign(
    article: Article,
    *,
    by: User,
    writer: User | None = None,
    editor: User | None = None,
    wanted_by: datetime | None = None,
    priority: int = Priority.NORMAL,
    length: int | None = None,
    measure: str = Measure.CHARACTERS,
    why: str = "",
) -> None:
    """Say anew who does what; `wanted_by` is aware, `length` in `measure`.

    What is left out is open again.

    No version is made and no word changes, so it never collides with a save. Doing it again
    changes nothing. Raises NotYours, or NotAtDesk for somebody who cannot do the work.
    """
    held = hold(article)
    require(by, "assign_article", held.section)
    for one in (writer, editor):
        if one and not (one.is_staff and may(one, "change_article")):
            raise NotAtDesk(who=one)
    plan: dict[str, Any] = {
        "writer": writer,
        "editor": editor,
        "wanted_by": wanted_by,
        "priority": int(priority or Priority.NORMAL),
        "length": length or None,
        "measure": measure or Measure.CHARACTERS,
    }
    if all(getattr(held, name) == value for name, value in plan.items()):
        return
    Article.objects.filter(pk=held.pk).update(**plan)
    decide(held, "assign", by=by, why=why, **spoken(plan))


def plan_of(article: Article) -> dict[str, Any]:
    """What is planned now, as `assign` takes it: who changes a part hands on the rest."""
    names = ("writer", "editor", "wanted_by", "priority", "length", "measure")
    return {name: getattr(article, name) for name in names}


def spoken(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan as the log keeps it: names, since accounts come and go."""
    return {
        name: str(value) if isinstance(value, User) else value
        for name, value in plan.items()
        if value is not None and (name != "measure" or plan.get("length"))
    }
