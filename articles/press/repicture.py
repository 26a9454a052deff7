"""Repicture: rights, marks, focus, crops or the file are others now; what shows it changes."""

from django.db import transaction

from articles.catalog.models import Picture
from articles.delivery.announce import announce_picture

from .rights import prepare


@transaction.atomic
def repicture(picture: Picture) -> None:
    """Pages change at once, and again on the second its rights end; files are made anew.

    The desk calls it after saving the record or the file, inside the same transaction. A crop
    that is another now is shown from a first print until the job has made the rest.
    """
    prepare([picture])
    announce_picture(picture)
