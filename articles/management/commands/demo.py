"""`manage.py demo`: the demo newsroom, into an empty database, once."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from articles.management.newsroom import NewsroomCommand
from articles.wire.demo.load import empty, load


class Command(NewsroomCommand):
    help = "Fill an empty newsroom with the demo paper and its accounts. For development only."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo's accounts share a known password: not in production.")
        if not empty():
            self.stdout.write("There are articles already: the demo stays out.")
            return
        count = load(os.environ.get("NEWSROOM_DEMO_PASSWORD", "newsroom"))
        self.stdout.write(f"The demo newsroom is in: {count} stories.")
