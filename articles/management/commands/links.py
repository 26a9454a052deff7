"""`manage.py links check|resolve|export`: upkeep of what stories are linked with."""

import json
from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.management.newsroom import NewsroomCommand, actor, with_actor
from articles.press import upkeep


class Command(NewsroomCommand):
    help = "Look the links through, keep promises that can be kept by now, or take the graph out."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("check", help="say what is wrong; exits with 1 if anything is")
        with_actor(verbs.add_parser("resolve", help="keep every promise that has one story"))
        export = verbs.add_parser("export", help="what readers can see now, on standard output")
        export.add_argument("--format", choices=("json", "dot"), default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        verbs = {"check": self.look, "resolve": self.keep, "export": self.take_out}
        verbs[options["verb"]](options)

    def look(self, options: dict[str, Any]) -> None:
        found = list(upkeep.check())
        self.stdout.write("\n".join(found) if found else "All links are sound.")
        if found:
            raise CommandError(f"{len(found)} findings.")

    def keep(self, options: dict[str, Any]) -> None:
        kept = list(upkeep.resolve(by=actor(options["by"])))
        for one in kept:
            self.stdout.write(f"{one.article}: {one.quoted or one.named}")
        self.stdout.write(f"{len(kept)} promises kept.")

    def take_out(self, options: dict[str, Any]) -> None:
        if options["format"] == "json":
            self.stdout.write(json.dumps(upkeep.graph(), ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(upkeep.dot()))
