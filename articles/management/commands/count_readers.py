"""`manage.py count_readers LOGFILE…`: how often stories were read, summed by day."""

from typing import Any

from django.core.management.base import CommandParser

from articles.desk.readership import by_story, counted
from articles.drafts.readership import keep
from articles.management.logs import lines_of
from articles.management.newsroom import NewsroomCommand


class Command(NewsroomCommand):
    help = (
        "Count how often each story was read, from a web server's logs (combined format, perhaps"
        " gzipped; - reads standard input). Robots are left out, and of who read nothing is kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("logfile", nargs="+", help="a day's parts together count as that day")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = keep(by_story(counted(lines_of(options["logfile"]))))
        self.stdout.write(f"Counts kept: {rows}.")
