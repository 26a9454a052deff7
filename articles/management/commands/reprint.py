"""`manage.py reprint`: make everything anew that is derived from the editions' words."""

from typing import Any

from articles.delivery.pulse import beat
from articles.management.newsroom import NewsroomCommand
from articles.press.reprint import reprint
from articles.reader.models import Edition


class Command(NewsroomCommand):
    help = "Render every edition anew, after a change of templates or of the site's address."

    def handle(self, *args: Any, **options: Any) -> None:
        editions = Edition.objects.select_related("story__section__parent").iterator(500)
        count = reprint(editions)
        beat(("catalog",))
        self.stdout.write(f"{count} editions rendered anew.")
