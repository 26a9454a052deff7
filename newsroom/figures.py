"""What a web process counts of its requests, and the file in which the exporter reads it."""

import json
import os
import threading
import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

#: Upper ends of the classes into which durations are counted, in seconds.
CLASSES = (0.01, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0)
#: Seconds between two writings of the figures.
BEAT = 2.0


class Figures:
    """The counts of this process, written to a file that the exporter reads."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, int], list[float]] = {}
        self.held = threading.Lock()
        self.writer: threading.Thread | None = None

    def count(self, kind: str, status: int, seconds: float) -> None:
        """One more answer: how many, how long together, and how many up to each class's end."""
        with self.held:
            row = self.counts.setdefault((kind, status), [0.0] * (2 + len(CLASSES)))
            row[0] += 1
            row[1] += seconds
            for at, end in enumerate(CLASSES, 2):
                row[at] += seconds <= end
            if self.writer is None and settings.FIGURES_DIR:
                folder = Path(settings.FIGURES_DIR)
                self.writer = threading.Thread(target=self.write_on, args=[folder], daemon=True)
                self.writer.start()

    def write_on(self, folder: Path) -> None:
        while True:
            with suppress(OSError):  # a full disk must not end the counting
                self.write(folder)
            time.sleep(BEAT)

    def write(self, folder: Path) -> None:
        with self.held:
            rows = [[*key, *row] for key, row in self.counts.items()]
        known = {"role": settings.ROLE, "pid": os.getpid(), "rows": rows, "pool": pool()}
        draft = folder / f".{os.getpid()}"
        draft.write_text(json.dumps(known), encoding="utf-8")
        draft.rename(folder / f"{os.getpid()}.json")


def pool() -> dict[str, int]:
    """Connections of this process to the database, where it shares them among its threads."""
    with suppress(ImproperlyConfigured, AttributeError):
        return dict(connection.pool.get_stats()) if connection.pool else {}  # type: ignore[attr-defined]
    return {}


figures = Figures()
