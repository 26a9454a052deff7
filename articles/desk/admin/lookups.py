"""What a list's address may ask of the database."""

from typing import Any, ClassVar

from django.http import HttpRequest


class OwnFilters:
    """Only the list's own filters: no field name or regular expression of a visitor's."""

    list_filter: ClassVar[Any]
    #: Lookups that the list's links use beyond its filters.
    also_allowed: ClassVar[tuple[str, ...]] = ()

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        names = [one if isinstance(one, str) else one[0] for one in self.list_filter]
        ends = ("exact", "id__exact", "isnull")
        return lookup in {*self.also_allowed, *(f"{n}__{end}" for n in names for end in ends)}
