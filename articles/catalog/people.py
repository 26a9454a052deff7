"""People by the keys that words name them with: frozen words keep a key for ever."""

from collections.abc import Iterable

from .models import FormerPerson, Person


def people(keys: Iterable[int]) -> dict[int, Person]:
    """By each key whoever is meant today; one statement, two where somebody was joined."""
    wanted = set(keys)
    found = Person.objects.in_bulk(wanted)
    if lost := wanted - found.keys():
        for one in FormerPerson.objects.filter(key__in=lost).select_related("person"):
            found[one.key or 0] = one.person
    return found
