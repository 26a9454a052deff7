"""`manage.py first_pages`: drafts of imprint, contact, privacy and accessibility."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from articles.management.newsroom import NewsroomCommand, actor, with_actor
from articles.wire.first_pages.making import LANGUAGES, make


class Command(NewsroomCommand):
    help = (
        "Make drafts of the pages that every paper needs. What only you know stands in square"
        " brackets; pages whose slug is taken are left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        with_actor(parser)
        site = settings.LANGUAGE_CODE.split("-")[0]
        parser.add_argument(
            "--language", choices=LANGUAGES, default=site if site in LANGUAGES else "en"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        made = make(by=actor(options["by"]), language=options["language"])
        for one in made:
            self.stdout.write(f"draft  {one.slug}  {one.headline}")
        self.stdout.write(f"Pages made: {len(made)}.")
