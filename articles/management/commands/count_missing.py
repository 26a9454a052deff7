"""`manage.py count_missing LOGFILE`: what readers asked for in vain, summed by day."""

import gzip
import sys
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError, CommandParser

from articles.drafts.missing import counted, keep
from articles.management.newsroom import NewsroomCommand


class Command(NewsroomCommand):
    help = (
        "Count the addresses that were answered with 404 in a web server's log (combined format,"
        " perhaps gzipped; - reads standard input). Of who asked nothing is kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("logfile")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["logfile"]
        try:
            with sys.stdin if name == "-" else opened(Path(name)) as file:
                rows = keep(counted(file))
        except OSError as error:
            raise CommandError(f"{name}: {error.strerror or error}") from error
        self.stdout.write(f"Addresses kept: {rows}.")


def opened(path: Path) -> IO[str]:
    opens: Any = gzip.open if path.suffix == ".gz" else open
    file: IO[str] = opens(path, "rt", encoding="utf-8", errors="replace")
    return file
