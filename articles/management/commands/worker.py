"""`manage.py worker`: does the jobs, until told to stop."""

from typing import Any

from django.core.management import call_command

from articles.management.newsroom import NewsroomCommand


class Command(NewsroomCommand):
    help = (
        "Do the newsroom's jobs. Publishing and embargoes need no worker; refreshing caches does."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("procrastinate", "worker", "--delete-jobs", "successful")
