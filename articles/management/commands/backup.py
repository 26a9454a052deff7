"""`manage.py backup FOLDER`: database and pictures as of one moment, while work goes on."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.management.newsroom import NewsroomCommand
from articles.wire.vault.backup import back_up
from articles.wire.vault.folder import CannotKeep, checked


class Command(NewsroomCommand):
    help = "Write the whole newsroom into a new folder; with --check, only read such a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path, help="one that is yet to be")
        parser.add_argument("--check", action="store_true", help="whether a backup is whole")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"].absolute()
        try:
            about = checked(folder) if options["check"] else back_up(folder)
        except (CannotKeep, OSError) as error:
            raise CommandError(str(error)) from error
        if missing := about["missing"]:
            self.stderr.write(f"{len(missing)} files were missing already, first {missing[0]}.")
        stories = about["tables"]["articles_story"][0]
        self.stdout.write(f"{folder}: whole, as of {about['at']}, {stories} stories.")
