"""Lists of the desk: counted no further than somebody pages, asked for what can be had."""

from functools import cached_property
from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from .again import Again

#: Rows a list counts to; who is further down asks for less.
MOST = 1000


class MoreThan(int):
    """So many, and more: pages are reckoned with the number, and people are told the rest."""

    def __str__(self) -> str:
        return _("more than %(number)d") % {"number": int(self)}


class ShortPaginator(Paginator):
    """Pages over the first rows: the database stops counting there."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        found = int(self.object_list.order_by()[: MOST + 1].count())
        return found if found <= MOST else MoreThan(MOST)


class Counted(Again):
    """For an admin class: its list counts no table to its end."""

    paginator: ClassVar[Any] = ShortPaginator
    show_full_result_count = False

    def get_changelist_instance(self, request: Any) -> Any:
        """PostgreSQL refuses texts with NUL, and a filter by choices asks for any text."""
        request.GET = without_nul(request.GET)
        desk: Any = super()
        return desk.get_changelist_instance(request)


def without_nul(asked: QueryDict) -> QueryDict:
    """The same question, less a sign that no text of the database can have."""
    clean = asked.copy()
    for name, values in asked.lists():
        clean.setlist(name, [one.replace("\0", "") for one in values])
    return clean
