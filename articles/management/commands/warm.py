"""`manage.py warm`: every page of the site once, through the cache in front."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from articles.delivery.edges.asking import EdgeAway
from articles.delivery.warming import warm
from articles.management.newsroom import NewsroomCommand


class Command(NewsroomCommand):
    help = (
        "Ask for every page of the site's maps, and for what it is made of, through the cache in"
        " front: what was asked for once is served even when everything behind it is dead."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", metavar="URL", help="one cache; by default all of EDGE_URLS")
        parser.add_argument("--most", type=int, metavar="N", help="only so many pages")

    def handle(self, *args: Any, **options: Any) -> None:
        away = False
        for base in [options["at"]] if options["at"] else fronts():
            try:
                found = warm(base, most=options["most"])
            except EdgeAway as error:
                raise CommandError(str(error)) from error
            wrong = sum(many for status, many in found.items() if status not in {200, 301, 410})
            self.stdout.write(f"{base}: {found.total() - wrong} asked for, {wrong} not answered.")
            away |= wrong > 0
        if away:
            raise CommandError("Not everything is warm; say it again when the site is well.")


def fronts() -> list[str]:
    """Where readers come in: each of our own caches, or the network that others run."""
    return settings.EDGE_URLS if settings.EDGE in {"nginx", "varnish"} else [settings.SITE_URL]
