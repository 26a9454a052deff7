"""Loading the demo: every story is a text file and goes through the one door."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from articles.catalog.models import Person, Picture, Section, Source, Tag
from articles.drafts import workflow
from articles.drafts.models import Article
from articles.press.publish import publish
from articles.press.rights import prepare
from articles.reader import clock
from articles.wire import plain
from articles.wire.first_pages.making import make
from articles.wire.importing import take_in

from .audience import be_read
from .front import lay_out_home
from .hanging import hang
from .people import Desk, staff
from .rules import arrange
from .stages import bring_to

HERE = Path(__file__).parent


def empty() -> bool:
    """Whether nobody has written anything here yet."""
    return not Article.objects.exists()


@transaction.atomic
def load(password: str) -> int:
    """The whole paper, or nothing; returns the number of stories."""
    plan = tomllib.loads((HERE / "plan.toml").read_text(encoding="utf-8"))
    sections = found_sections(plan["section"])
    people = {one["slug"]: person(one) for one in plan["person"]}
    for one in plan["source"]:
        Source.objects.update_or_create(name=one["name"], defaults=kept(one, "slug kind url"))
    for one in plan["tag"]:
        Tag.objects.update_or_create(name=one["name"], defaults=kept(one, "kind"))
    desk, now = staff(password, people), clock.now()
    pictures = hang(plan["picture"], people, desk.editor)
    prepare(one for one in pictures.values() if one.portrayed.exists())
    told = {}
    for one in plan["story"]:
        illustrate(one, pictures)
        told[one["file"]] = tell(one, desk, sections, people, now)
    arrange(plan, desk, sections)
    stand(plan["blank"], desk)
    lay_out_home(plan, desk, told, now)
    be_read(told.values(), now)
    return len(plan["story"])


def stand(blanks: dict[str, str], desk: Desk) -> None:
    """The first pages, with what is known of this paper in place of their brackets."""
    for page in make(by=desk.editor, language="de", known=blanks):
        workflow.submit(page, by=desk.editor)
        workflow.approve(page, by=desk.chief)
        publish(page, by=desk.chief)


def kept(row: dict[str, Any], names: str) -> dict[str, Any]:
    return {name: row[name] for name in names.split() if name in row}


def found_sections(rows: list[dict[str, Any]]) -> dict[str, Section]:
    """By path; parents stand before their children in the plan."""
    sections: dict[str, Section] = {}
    for rank, one in enumerate(rows):
        section = Section(
            parent=sections.get(one.get("parent", "")),
            rank=10 * rank,
            **kept(one, "title slug description hue"),
        )
        section.full_clean()
        section.save()
        sections[section.path] = section
    return sections


def person(row: dict[str, Any]) -> Person:
    found, _made = Person.objects.update_or_create(
        slug=row["slug"], defaults=kept(row, "name role biography")
    )
    return found


def illustrate(row: dict[str, Any], pictures: dict[str, Picture]) -> None:
    """Names of pictures in the plan become the pictures, and in its blocks their keys."""
    if "lead" in row:
        row["lead"] = pictures[row["lead"]]
    for block in row.get("block", []):
        for name, one in pictures.items():
            block["html"] = block["html"].replace(
                f"data-picture='{name}'", f"data-picture='{one.key}'"
            )


def tell(
    row: dict[str, Any],
    desk: Desk,
    sections: dict[str, Section],
    people: dict[str, Person],
    now: datetime,
) -> Article:
    """One story, from its file to the stage the plan names."""
    name = str(row["file"])
    data = (HERE / "stories" / name).read_bytes()
    copy = plain.read(plain.decode(data, name), row["language"])
    writer = desk.writer_of(row.get("bylines", []))
    article = take_in(copy, by=writer, section=sections[row["section"]])
    at = now + timedelta(hours=row["live_from"]) if "live_from" in row else None
    bring_to(article, row, desk, writer, people, at)
    return article
