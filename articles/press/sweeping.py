"""Sweeping the folder of renditions: files of transactions that never ended."""

from collections.abc import Iterator
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.reader.models.picture import served

from .plates import discard, hold_folder, place

#: Younger files may belong to a transaction that is still under way.
AGE = timedelta(days=1)


def sweep() -> list[str]:
    """Delete what is a day old and named by no row; returns the names. Safe at any moment."""
    old = list(lying())
    with transaction.atomic():
        hold_folder(alone=True)
        return discard(old)


def lying() -> Iterator[str]:
    """Names of all files that are old enough."""
    before = timezone.now() - AGE
    folders, _files = served().listdir("") if served().exists("") else ([], [])
    for folder in folders:
        for name in served().listdir(folder)[1]:
            if served().get_modified_time(place(name)) < before:
                yield name
