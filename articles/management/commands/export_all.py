"""`manage.py export_all FOLDER`: the whole newsroom, in open files."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.management.newsroom import NewsroomCommand
from articles.wire.moving.manifest import Count
from articles.wire.moving.packing import pack
from articles.wire.moving.refusals import Unmovable


class Command(NewsroomCommand):
    help = (
        "Write everything: articles with all versions and editions, links, pictures and their"
        " files, accounts, the log. Stopped, run it again. docs/export.md describes the files."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="made where it is not there")
        parser.add_argument(
            "--secrets",
            action="store_true",
            help="with the digests of passwords and of guests' links, so that they go on working",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        try:
            packed = pack(folder, secrets=options["secrets"], told=self.tell)
        except Unmovable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror or error}.") from error
        self.stdout.write(f"digest {packed.digest}")

    def tell(self, name: str, count: Count) -> None:
        self.stdout.write(f"{count.rows:>9} {name.replace('_', ' ')}")
