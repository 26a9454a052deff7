"""`manage.py worker`: does the jobs, until told to stop."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from articles.management.newsroom import NewsroomCommand

#: Seconds between looks for jobs whose moment has come: an embargo may be seen so much later.
EVERY = 0.2
#: Jobs at once: while one picture is made and one feed asked for, pages can be refreshed.
AT_ONCE = 3


class Command(NewsroomCommand):
    help = (
        "Do the newsroom's jobs. Publishing and embargoes need no worker; refreshing caches does,"
        " and so do pictures in all their sizes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queues", help="only these, by commas: delivery, desk, press, wire")

    def handle(self, *args: Any, **options: Any) -> None:
        only = ["--queues", options["queues"]] if options["queues"] else []
        at_once = ["--concurrency", str(AT_ONCE), "--fetch-job-polling-interval", str(EVERY)]
        call_command("procrastinate", "worker", "--delete-jobs", "successful", *at_once, *only)
