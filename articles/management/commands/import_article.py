"""`manage.py import_article FILE…`: texts and office documents into the desk."""

from typing import Any

from django.core.management.base import CommandError, CommandParser

from articles.catalog.models import Section
from articles.management.newsroom import NewsroomCommand, actor, with_actor
from articles.wire.importing import import_file, service_account
from articles.wire.plain import Unreadable


class Command(NewsroomCommand):
    help = (
        "Read plain text, .docx and .odt, and make a draft of each."
        " What fails is named; the rest goes in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--section", metavar="SLUG", default="", help="such as politics or a/b")
        parser.add_argument("--language", default="", help="de or en; guessed where it is not said")
        with_actor(parser, required=False)

    def handle(self, *args: Any, **options: Any) -> None:
        by = actor(options["by"]) if options["by"] else service_account()
        section = find_section(options["section"]) if options["section"] else None
        failed = 0
        for name in options["files"]:
            try:
                imported = import_file(name, by=by, section=section, language=options["language"])
            except Unreadable as error:
                failed += 1
                self.stderr.write(self.style.ERROR(f"{name}: {error}"))
            else:
                self.stdout.write("\n".join(imported.report()))
        if failed:
            count = len(options["files"])
            raise CommandError(f"{failed} of {count} files did not go in; each is named above.")


def find_section(path: str) -> Section:
    for section in Section.objects.in_order():
        if section.path == path:
            return section
    raise CommandError(f"There is no section “{path}”.")
