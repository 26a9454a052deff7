"""Static files under names that change with their bytes, also where the site itself has no such."""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import (
    HashedFilesMixin,
    StaticFilesStorage,
    staticfiles_storage,
)

from articles.reader import chrome
from articles.reader.stylesheet import sheet

HASHED = re.compile(r"(.+)[.]([0-9a-f]{12})[.](\w+)")


class Named(StaticFilesStorage):
    """Looks for the files where development has them; nothing has to be collected before."""

    def url(self, name: str | None) -> str:
        found = finders.find(str(name)) if name else None
        if not found:
            return super().url(name)
        stem, _dot, suffix = str(name).rpartition(".")
        return super().url(f"{stem}.{digest(Path(found))}.{suffix}")

    def read(self, name: str) -> bytes:
        """The file of such a name, as long as it has these bytes. Raises KeyError."""
        parts = HASHED.fullmatch(name)
        found = finders.find(f"{parts[1]}.{parts[3]}") if parts else None
        if not parts or not found or digest(Path(found)) != parts[2]:
            raise KeyError(name)
        return Path(found).read_bytes()


@lru_cache(maxsize=256)
def digest(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()[:12]


@contextmanager
def hashed_names() -> Iterator[None]:
    """Within it pages name hashed files; a production's own storage does so already."""
    holder: Any = staticfiles_storage
    if isinstance(holder, HashedFilesMixin):
        yield
        return
    usual = holder._wrapped
    holder._wrapped = Named()
    forget()
    try:
        yield
    finally:
        holder._wrapped = usual
        forget()


def forget() -> None:
    """What was rendered with other names."""
    sheet.cache_clear()
    chrome.forget()


def static_file(address: str) -> bytes | None:
    """The bytes of a file that a page names; None where there is none."""
    holder: Any = staticfiles_storage
    name = address.removeprefix(settings.STATIC_URL)
    try:
        if isinstance(holder._wrapped, Named):
            return holder.read(name)  # type: ignore[no-any-return]
        with holder.open(name) as file:
            return file.read()  # type: ignore[no-any-return]
    except (KeyError, OSError, ValueError):
        return None
