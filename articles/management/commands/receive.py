"""`manage.py receive FILE…`: what agencies and other newsrooms sent, into the desk."""

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.drafts.models import User
from articles.management.commands.import_article import find_section
from articles.management.newsroom import NewsroomCommand, actor, with_actor
from articles.wire.archiving import receive_archive
from articles.wire.importing import service_account
from articles.wire.reading import bounded, wxr
from articles.wire.receiving import Fate, Outcome, receive

#: Seconds between two lines that say how far it is.
PAUSE = 5


class Command(NewsroomCommand):
    help = (
        "Take in files of agencies, web pages, feeds, Word and OpenDocument texts, Markdown and"
        " WordPress exports, or folders of them. What is here already is skipped: a run that"
        " was stopped can be begun anew."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="a file or a folder")
        parser.add_argument("--section", metavar="SLUG", default="", help="such as politics or a/b")
        with_actor(parser, required=False)

    def handle(self, *args: Any, **options: Any) -> None:
        by = actor(options["by"]) if options["by"] else service_account()
        section = find_section(options["section"]) if options["section"] else None
        files = list(found(options["files"]))
        fates: Counter[str] = Counter()
        spoken = time.monotonic()
        for number, path in enumerate(files, 1):
            for outcome in received(path, by, section):
                fates[outcome.fate] += 1
                self.say(outcome)
                if time.monotonic() - spoken > PAUSE:
                    spoken = time.monotonic()
                    self.stderr.write(f"file {number} of {len(files)}, {fates.total()} texts")
        self.stdout.write("\n".join(f"{fate:10}{fates[fate]:>8}" for fate in Fate))
        if fates[Fate.REFUSED]:
            raise CommandError("What was refused is named above; what is kept waits at the desk.")

    def say(self, outcome: Outcome) -> None:
        """One line a piece; what the desk has to look at stands out."""
        said = f"{outcome.fate:10}{outcome.name}: {outcome.why or outcome.headline}"
        if outcome.fate is Fate.REFUSED:
            self.stderr.write(self.style.ERROR(said))
        else:
            self.stdout.write(said)


def found(names: list[str]) -> Iterator[Path]:
    """The files, and those in folders by name: agencies count in their names."""
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from sorted(
                one for one in path.rglob("*") if one.is_file() and not one.name.startswith(".")
            )
        else:
            yield path


def received(path: Path, by: User, section: Any) -> Iterator[Outcome]:
    """What became of one file. A file that cannot be opened is refused, and not kept."""
    try:
        with path.open("rb") as file:
            if wxr.MARK in file.read(4_000):
                file.seek(0)
                yield from receive_archive(file, path.name, by=by, section=section)
                return
            file.seek(0)
            data = bounded(file)
    except OSError as error:
        yield Outcome(Fate.REFUSED, str(path), why=error.strerror or str(error))
        return
    yield from receive(data, path.name, by=by, section=section)
