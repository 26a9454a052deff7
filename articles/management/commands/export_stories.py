"""`manage.py export_stories FOLDER`: live stories into files, for whoever takes them over."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.management.commands.article import moment
from articles.management.commands.import_article import find_section
from articles.management.newsroom import NewsroomCommand
from articles.wire.exporting import KINDS, export


class Command(NewsroomCommand):
    help = (
        "Write a file for each live story, and a notice for each that was withdrawn. Doing it"
        " again replaces the files."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="made where it is not there")
        parser.add_argument("--format", choices=sorted(KINDS), default="ninjs")
        parser.add_argument("--section", metavar="SLUG", default="", help="such as politics or a/b")
        parser.add_argument("--since", metavar="MOMENT", default="", help="only what changed then")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        since = moment(options["since"]) if options["since"] else None
        section = find_section(options["section"]) if options["section"] else None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            files = export(folder, KINDS[options["format"]], since=since, section=section)
            count = sum(1 for _file in files)
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}.") from error
        self.stdout.write(f"{count} stories in {folder}.")
