"""Unpacking: an export into an empty database, or the rest of one that was stopped."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import psycopg
from django.core.management.color import no_style
from django.db import Error, connection, transaction

from . import files, manifest
from .files import unpack_files
from .groups import NAME as GROUPS
from .groups import take_groups
from .manifest import Count, Manifest, count, everything
from .nouns import STAMPS, STEPS, Noun, every_noun, nouns
from .packing import ROWS, Told
from .refusals import Altered, Incomplete, Misfit, NotEmpty, Unequal, Unknown
from .remaking import remake
from .rows import BATCH, lines, reading

#: Nouns, and lines of each that are to come in.
Parts = Iterable[tuple[Noun, Iterable[bytes]]]


def unpack(folder: Path, *, told: Told = lambda *_: None) -> Manifest:
    """Everything into the database and the storage; at the end both are equal by digest.

    Stopped, it is run again: what is in stays in. Raises Unmovable, before anything is written
    where the export or the database is not what it must be.
    """
    packed = manifest.read(folder)
    verify(folder, packed)
    held = {one.name: held_of(folder, one, packed) for step in STEPS for one in nouns(step)}
    unpack_files(folder)
    take_groups(rows(folder, GROUPS))
    for step in STEPS:
        for noun in take_step(folder, nouns(step), held, packed):
            told(noun.name, packed.nouns[noun.name])
    remake()
    take_stamps(folder, packed)
    count_on()
    compare(packed)
    return packed


def rows(folder: Path, name: str) -> Iterator[bytes]:
    with (folder / ROWS / f"{name}.jsonl").open("rb") as file:
        yield from file


def verify(folder: Path, packed: Manifest) -> None:
    """Every file of rows is what the manifest says. Raises Incomplete or Altered."""
    wanted = {folder / files.LIST: packed.files}
    for name in (GROUPS, *(one.name for one in every_noun())):
        if name not in packed.nouns:
            raise Incomplete(name=name)
        wanted[folder / ROWS / f"{name}.jsonl"] = packed.nouns[name]
    for place, expected in wanted.items():
        if not place.is_file() or counted(place) != expected:
            raise Altered(name=place)


def counted(place: Path) -> Count:
    with place.open("rb") as file:
        return count(file)


def held_of(folder: Path, noun: Noun, packed: Manifest) -> int:
    """How many rows are in already, all of them the first of the export. Raises NotEmpty."""
    expected = rows(folder, noun.name)
    found = 0
    with transaction.atomic():
        for one in lines(noun, secrets=packed.secrets):
            if one != next(expected, None):
                raise NotEmpty(name=noun.name.replace("_", " "))
            found += 1
    return found


def take_step(
    folder: Path, step: list[Noun], held: dict[str, int], packed: Manifest
) -> Iterator[Noun]:
    """A noun alone comes in batch by batch; several that name each other, at once."""
    if len(step) == 1:
        (noun,) = step
        missing = islice(rows(folder, noun.name), held[noun.name], None)
        while some := list(islice(missing, BATCH)):
            take([(noun, some)], packed)
    else:
        missing_of = ((one, islice(rows(folder, one.name), held[one.name], None)) for one in step)
        take(missing_of, packed)
    yield from step


def take(parts: Parts, packed: Manifest) -> None:
    """Rows into their tables, in one transaction. Raises Misfit or Unknown."""
    with transaction.atomic(), connection.cursor() as cursor:
        for noun, some in parts:
            names, read = reading(noun, secrets=packed.secrets)
            listed = ", ".join(map(connection.ops.quote_name, names))
            into = f'COPY "{noun.model._meta.db_table}" ({listed}) FROM STDIN'
            with fitting(noun), cursor.copy(into) as copy:
                for one in some:
                    copy.write_row(read(one))
            last = noun
        with fitting(last):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def fitting(noun: Noun) -> Iterator[None]:
    """What the database or the reading of a line objects to, as a sentence."""
    name = noun.name.replace("_", " ")
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise Unknown(name=name, field=error) from error
    except (Error, psycopg.Error) as error:
        raise Misfit(name=name, why=str(error).splitlines()[0]) from error


@transaction.atomic
def take_stamps(folder: Path, packed: Manifest) -> None:
    """In place of those that unpacking itself moved."""
    for noun in nouns(STAMPS):
        noun.model._base_manager.all().delete()
    take(((one, rows(folder, one.name)) for one in nouns(STAMPS)), packed)


def count_on() -> None:
    """New rows get new numbers, and the planner knows that the tables are full."""
    models = [noun.model for noun in every_noun()]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        for one in models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(one._meta.db_table)}")


def compare(packed: Manifest) -> None:
    """The database is what the export says, to the last byte. Raises Unequal."""
    with transaction.atomic():
        for name, found in everything(secrets=packed.secrets):
            if count(found) != packed.nouns[name]:
                raise Unequal(name=name.replace("_", " "))
