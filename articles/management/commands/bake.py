"""`manage.py bake FOLDER`: the public site as files, for any web server."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.management.newsroom import NewsroomCommand
from articles.wire.baking.oven import Baked, bake
from articles.wire.baking.shelf import Unbakeable

#: Seconds between two lines that say how far it is.
EVERY = 5.0
#: Addresses that are named one by one; of the others there is a number.
NAMED = 20


class Command(NewsroomCommand):
    help = (
        "Write the site that readers have as files that any web server can serve. Stopped, run it"
        " again; run again later, it writes what changed and removes what is gone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="FOLDER", help="made where it is not there")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"]).absolute()
        self.due = time.monotonic() + EVERY
        try:
            baked = bake(folder, self.tell)
        except Unbakeable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror or error}.") from error
        except KeyboardInterrupt as error:
            raise CommandError("Stopped. Run it again, and it goes on from here.") from error
        self.report(baked)
        if baked.failed:
            raise CommandError("The copy is not complete; say it again when the site is well.")

    def tell(self, done: int, known: int) -> None:
        if time.monotonic() >= self.due:
            self.due = time.monotonic() + EVERY
            self.stderr.write(f"{done} of {known} addresses known so far")

    def report(self, baked: Baked) -> None:
        self.stdout.write(f"{'files':>9} {'written':>9}")
        for kind, line in sorted(baked.lines.items()):
            self.stdout.write(f"{line.files:>9} {line.written:>9}  {kind}")
        written = sum(line.written for line in baked.lines.values())
        self.stdout.write(f"{baked.files:>9} {written:>9}  in all; {baked.removed} removed")
        for reason, many in sorted(baked.left_out.items()):
            self.stdout.write(f"{many:>9} left out: {reason}")
        absent = [(one, 404) for one in baked.absent if not one.startswith("/.well-known/")]
        for address, status in [*baked.failed, *absent][:NAMED]:
            self.stdout.write(f"          {status} at {address}")
        if len(absent) + len(baked.failed) > NAMED:
            self.stdout.write(f"          and {len(absent) + len(baked.failed) - NAMED} more")
