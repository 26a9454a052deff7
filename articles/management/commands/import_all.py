"""`manage.py import_all FOLDER`: a whole newsroom into an empty database."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.management.newsroom import NewsroomCommand
from articles.wire.moving.manifest import Count
from articles.wire.moving.refusals import Unmovable
from articles.wire.moving.unpacking import unpack


class Command(NewsroomCommand):
    help = (
        "Bring what export_all wrote into a migrated, empty database, as its owner, while nobody"
        " works in it. Stopped, run it again: it goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="what export_all wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        try:
            packed = unpack(folder, told=self.tell)
        except Unmovable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror or error}.") from error
        self.stdout.write(f"digest {packed.digest}, in the database as in the folder.")

    def tell(self, name: str, count: Count) -> None:
        self.stdout.write(f"{count.rows:>9} {name.replace('_', ' ')}")
