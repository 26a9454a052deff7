"""`manage.py count_missing LOGFILE`: what readers asked for in vain, summed by day."""

from typing import Any

from django.core.management.base import CommandParser

from articles.drafts.missing import counted, keep
from articles.management.logs import lines_of
from articles.management.newsroom import NewsroomCommand


class Command(NewsroomCommand):
    help = (
        "Count the addresses that were answered with 404 in a web server's log (combined format,"
        " perhaps gzipped; - reads standard input). Of who asked nothing is kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("logfile")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = keep(counted(lines_of([options["logfile"]])))
        self.stdout.write(f"Addresses kept: {rows}.")
