"""The neighbourhood of a story: what it links to and what links to it, two steps far, as a picture
of columns. It is drawn by the server; the same is said as a list."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Any

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.catalog.links import inverse, kind_named
from articles.drafts.models import Article, StoryLink

from .standing import with_standing

#: Boxes in a column, and their size and distance.
MOST, WIDE, HIGH, ACROSS, DOWN = 12, 220, 56, 270, 72
#: Characters of a line in a box, and lines.
LINE, LINES = 26, 2


@dataclass
class Box:
    """A story, or one that is only promised, in its column: 0 is the story itself, 1 what it links
    to, -1 what links to it, and so on outwards."""

    column: int
    said: str
    article: Any = None
    #: What the box before it says of it.
    kind: str = ""
    before: "Box | None" = None
    row: int = 0

    @property
    def x(self) -> int:
        return self.column * ACROSS

    @property
    def y(self) -> int:
        return self.row * DOWN + 10

    @property
    def middle(self) -> int:
        return self.y + HIGH // 2

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The words, broken into lines: (height, text)."""
        shown = wrap(self.said, LINE, max_lines=LINES, placeholder=" …")
        return [(self.y + 22 + 20 * number, one) for number, one in enumerate(shown)]


@dataclass(frozen=True)
class Line:
    """From one box to the next, left to right."""

    left: Box
    right: Box

    @property
    def path(self) -> str:
        start, end = self.left.x + WIDE, self.right.x
        half = (start + end) // 2
        return (
            f"M{start} {self.left.middle}C{half} {self.left.middle}"
            f" {half} {self.right.middle} {end} {self.right.middle}"
        )


@dataclass
class Neighbourhood:
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def left(self) -> int:
        return min(one.x for one in self.boxes) - 10

    @property
    def wide(self) -> int:
        return max(one.x for one in self.boxes) + WIDE + 10 - self.left

    @property
    def high(self) -> int:
        return max(one.y for one in self.boxes) + HIGH + 10


def page(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("section__parent"), pk=pk)
    if not admin.has_view_permission(request, article):
        raise PermissionDenied
    found = around(article)
    context = admin.admin_site.each_context(request) | {
        "title": _("Neighbourhood"),
        "original": article,
        "found": found,
        "box": {"wide": WIDE, "high": HIGH},
        "groups": grouped(found.boxes),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "admin/desk/neighbours.html", context)


def around(article: Article) -> Neighbourhood:
    """Two statements for each step, however many stories there are; none is shown twice."""
    centre = Box(0, article.headline, article)
    found, known = Neighbourhood([centre]), {article.pk}
    edge = [centre]
    for step in (1, 2):
        edge = [
            *further(found, known, [one for one in edge if one.column >= 0], step),
            *further(found, known, [one for one in edge if one.column <= 0], -step),
        ]
    with_standing([one.article for one in found.boxes if one.article])
    arrange(found.boxes)
    return found


def further(found: Neighbourhood, known: set[int], edge: list[Box], column: int) -> list[Box]:
    """The boxes of the next column: to the right what is linked to, to the left what links."""
    homes = {one.article.pk: one for one in edge if one.article}
    rows = StoryLink.objects.select_related("article", "to").order_by("article", "order")
    out = column > 0
    rows = rows.filter(article__in=homes) if out else rows.filter(to__in=homes)
    made: list[Box] = []
    for row in rows[: 4 * MOST]:
        home = homes[row.article_id if out or row.to_id is None else row.to_id]
        other = row.to if out else row.article
        if (other and other.pk in known) or len(made) == MOST:
            continue
        known |= {other.pk} if other else set()
        kind = str(kind_named(row.kind if out else inverse(row.kind)))
        box = Box(column, other.headline if other else row.named, other, kind, home)
        made.append(box)
        found.boxes.append(box)
        found.lines.append(Line(home, box) if out else Line(box, home))
    return made


def arrange(boxes: Iterable[Box]) -> None:
    """Each column from the top, the story itself beside the middle of the fullest."""
    columns: dict[int, list[Box]] = {}
    for one in boxes:
        columns.setdefault(one.column, []).append(one)
    most = max(len(column) for column in columns.values())
    for column in columns.values():
        for row, one in enumerate(column):
            one.row = row + (most - len(column)) // 2


def grouped(boxes: list[Box]) -> list[tuple[str, list[Box]]]:
    """The same as a list: for each box but the middle one, by what it hangs on."""
    homes: dict[int, tuple[str, list[Box]]] = {}
    for one in boxes:
        if one.before:
            homes.setdefault(id(one.before), (one.before.said, []))[1].append(one)
    return list(homes.values())
