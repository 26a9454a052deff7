"""`manage.py restore FOLDER`: a backup into an empty newsroom."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.management.newsroom import NewsroomCommand
from articles.wire.vault.folder import CannotKeep
from articles.wire.vault.restore import pending, put_back


class Command(NewsroomCommand):
    help = "Put a backup into an empty database and empty folders of pictures; verified by digest."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            about = put_back(options["folder"].absolute())
        except (CannotKeep, OSError) as error:
            raise CommandError(str(error)) from error
        rows = sum(count for count, _digest in about["tables"].values())
        self.stdout.write(f"Restored as of {about['at']}: {rows} rows, equal by digest.")
        if pending(about):
            self.stdout.write("It is older than this Newsroom: run `manage.py migrate` now.")
