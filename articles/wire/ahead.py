"""Reading an archive ahead of the database, a large one in a process of its own.

Whatever of a post needs no table is done there, too: its words are cleaned and looked through.
"""

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread
from typing import IO, TYPE_CHECKING, TypeVar

import django

from articles.text.blocks import Unclean

from .plain import Unreadable
from .remembering import Memory, remembering

if TYPE_CHECKING:  # in the other process it can be imported only once Django stands
    from .reading.piece import Piece

Found = TypeVar("Found")
#: Posts of one transaction, and their bytes: what is lost when somebody stops it, and done again.
BATCH, BYTES = 200, 4_000_000
#: Bytes of a file from which another process, which takes a second to begin, is worth it.
LARGE = 8_000_000


class ReaderLost(RuntimeError):
    """The process that read the file is gone; what was taken in stays, begin anew."""

    def __str__(self) -> str:
        return self.__doc__ or ""


@dataclass
class Batch:
    """Posts, each with a file of its own, and what was found in their words already."""

    posts: list[tuple["Piece", bytes]] = field(default_factory=list)
    found: Memory = field(default_factory=dict)


@contextmanager
def reading(file: IO[bytes], name: str) -> Iterator[Iterator[Batch | Unreadable]]:
    """The posts by the hundred and, where the file breaks off, why; always one batch ahead."""
    path = getattr(file, "name", "")
    large = isinstance(path, str) and os.path.isfile(path) and os.path.getsize(path) >= LARGE
    with in_a_process(path, name) if large else in_a_thread(batches(file, name)) as found:
        yield found


def batches(file: IO[bytes], name: str) -> Iterator[Batch | Unreadable]:
    """The same, at the pace of who asks."""
    from .reading import wxr

    batch, size = Batch(), 0
    try:
        for piece, data in wxr.stream(file, name):
            batch.posts.append((piece, data))
            size += len(data)
            if len(batch.posts) >= BATCH or size >= BYTES:
                yield batch
                batch, size = Batch(), 0
    except Unreadable as refusal:
        yield batch
        yield refusal
    else:
        yield batch


@contextmanager
def in_a_process(path: str, name: str) -> Iterator[Iterator[Batch | Unreadable]]:
    """It sends a batch as soon as the one before is fetched: the pipe holds no more than one."""
    context = multiprocessing.get_context("spawn")  # a fork would take the connections along
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=send, args=(path, name, theirs), daemon=True)
    process.start()
    theirs.close()
    with closing(ours), in_a_thread(sent(ours)) as found:
        try:
            yield found
        finally:
            process.terminate()
            process.join()


def sent(pipe: Connection) -> Iterator[Batch | Unreadable]:
    """What came through the pipe up to its end. Raises ReaderLost."""
    while True:
        try:
            one = pipe.recv()
        except (EOFError, OSError) as error:
            raise ReaderLost from error
        if one is None:
            return
        yield Unreadable("", one) if isinstance(one, str) else one


def send(path: str, name: str, pipe: Connection) -> None:
    """What the other process does; nobody being there any more is a reason to end."""
    django.setup()
    with suppress(BrokenPipeError), closing(pipe), Path(path).open("rb") as file:
        for one in batches(file, name):
            if isinstance(one, Batch):
                foresee(one)
            pipe.send(str(one) if isinstance(one, Unreadable) else one)
        pipe.send(None)


def foresee(batch: Batch) -> None:
    """Find in their words what whoever drafts them will ask for."""
    from .drafting import placed
    from .reading.said import cleaned, credited, reported

    with remembering() as memory:
        for piece, _data in batch.posts:
            with suppress(Unclean):
                body = placed(cleaned(piece.body), piece)
                credited(piece.lead, body)
                reported(piece.lead, body)
    batch.found = memory


@contextmanager
def in_a_thread(source: Iterator[Found]) -> Iterator[Iterator[Found]]:
    """The same, one ahead in a thread of its own: it reads while the database writes."""
    ready: Queue[Found | BaseException | None] = Queue(maxsize=1)
    over = Event()

    def read() -> None:
        end: BaseException | None = None
        try:
            for one in source:
                if not offered(one):
                    return
        except BaseException as error:  # it is the other thread's to raise
            end = error
        offered(end)

    def offered(one: Found | BaseException | None) -> bool:
        while not over.is_set():
            with suppress(Full):
                ready.put(one, timeout=0.2)
                return True
        return False

    def found() -> Iterator[Found]:
        while (one := ready.get()) is not None:
            if isinstance(one, BaseException) and not isinstance(one, Unreadable):
                raise one
            yield one  # type: ignore[misc]

    thread = Thread(target=read, daemon=True)
    thread.start()
    try:
        yield found()
    finally:
        over.set()
        thread.join()
