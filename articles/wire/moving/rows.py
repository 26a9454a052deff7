"""A row as a line of JSON, and a line as a row again."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.models import Group, Permission
from django.db.models import BinaryField, CharField, JSONField, Model
from django.db.models.functions import Collate

from .nouns import SECRETS, Noun

#: Rows read at once.
BATCH = 2_000
#: Rows that every installation makes itself, under numbers of its own, are named in words.
NAMED: dict[type[Model], str] = {Group: "name", Permission: "codename"}


class Column(NamedTuple):
    """A field of a noun: under which name it is packed, and what is asked of the database."""

    name: str
    lookup: str
    field: Any


def columns(noun: Noun, *, secrets: bool) -> list[Column]:
    """What is packed of a noun: all of it, less the secrets."""
    fields = noun.model._meta.concrete_fields
    return [column(one) for one in fields if secrets or (noun.model, one.name) not in SECRETS]


def column(field: Any) -> Column:
    word = NAMED.get(field.related_model) if field.is_relation else None
    return Column(field.name, f"{field.name}__{word}" if word else field.attname, field)


def lines(noun: Noun, *, secrets: bool = False) -> Iterator[bytes]:
    """Every row of a noun, by its key, as it is now. Flat in memory inside a transaction."""
    packed = columns(noun, secrets=secrets)
    names = [one.name for one in packed]
    rows = noun.model._base_manager.order_by(key_of(noun)).values_list(
        *(one.lookup for one in packed)
    )
    for row in rows.iterator(BATCH):
        yield line(dict(zip(names, row, strict=True)))


def key_of(noun: Noun) -> Any:
    """The order of words differs between databases, that of bytes does not."""
    return Collate("pk", "C") if isinstance(noun.model._meta.pk, CharField) else "pk"


def line(row: dict[str, Any]) -> bytes:
    """Keys sorted, no blanks, UTF-8, moments in UTC to the microsecond."""
    text = json.dumps(row, default=plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def plain(value: object) -> str:
    """Raises TypeError for what has no place in a line."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(f"{type(value).__name__} cannot be packed.")


def reading(noun: Noun, *, secrets: bool) -> tuple[list[str], Callable[[bytes], list[Any]]]:
    """The columns of the table, and what makes a line the values that go into them.

    Nothing is asked of the database while lines are read. `read` raises KeyError where a line
    lacks a field, or has one that nobody knows.
    """
    packed = columns(noun, secrets=secrets)
    known = {one.name for one in packed}
    readers = [(one.name, reader_of(one.field)) for one in packed]
    absent = [] if secrets else [key for key in SECRETS if key[0] is noun.model]

    def read(data: bytes) -> list[Any]:
        row = json.loads(data)
        if unknown := row.keys() - known:
            raise KeyError(*sorted(unknown))
        values = [None if row[name] is None else reader(row[name]) for name, reader in readers]
        return values + [SECRETS[key]() for key in absent]

    fields = [one.field for one in packed] + [noun.model._meta.get_field(key[1]) for key in absent]
    return [str(one.column) for one in fields], read


def reader_of(field: Any) -> Callable[[Any], Any]:
    """What makes a value of a line one that the database reads; most are so already."""
    if isinstance(field, JSONField):
        return partial(json.dumps, ensure_ascii=False)
    if isinstance(field, BinaryField):
        return "\\x".__add__
    if field.is_relation and field.related_model in NAMED:
        return numbers_of(field.related_model).__getitem__
    return same


def same(value: Any) -> Any:
    return value


def numbers_of(model: type[Model]) -> dict[str, int]:
    """Which numbers groups or permissions have here."""
    rows = model._base_manager.all()
    if model is Permission:
        rows = rows.filter(content_type__app_label="articles")
    return dict(rows.values_list(NAMED[model], "pk"))
