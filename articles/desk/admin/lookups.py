"""What a list's address may ask of the database."""

from typing import Any, ClassVar

from django.http import HttpRequest

from articles.desk.counting import Counted


class OwnFilters(Counted):
    """Only the list's own filters: no field name or regular expression of a visitor's."""

    list_filter: ClassVar[Any]
    #: Lookups that the list's links use beyond its filters.
    also_allowed: ClassVar[tuple[str, ...]] = ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        names = [name_of(one) for one in self.list_filter]
        ends = ("exact", "id__exact", "isnull")
        own = {*names, *(f"{name}__{end}" for name in names for end in ends)}
        return lookup in {*self.also_allowed, *own}


def name_of(one: Any) -> str:
    """A filter's word in the address: its field's name, or its own."""
    if isinstance(one, str):
        return one
    return str(one[0] if isinstance(one, tuple) else one.parameter_name)
