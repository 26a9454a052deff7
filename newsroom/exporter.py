"""`python -m newsroom.exporter`: the newsroom's figures for Prometheus, on a private port."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

import psycopg
from django.conf import settings

from . import env
from .figures import CLASSES

#: Asked in one go, so that a scrape costs the database one round trip.
JOBS = """
SELECT queue_name, status::text, count(*),
    coalesce(extract(epoch FROM max(now() - coalesce(scheduled_at, began))), 0)::float
FROM (SELECT j.*, (SELECT min(at) FROM procrastinate_events e WHERE e.job_id = j.id) AS began
    FROM procrastinate_jobs j WHERE status IN ('todo', 'doing', 'failed')) AS open
WHERE status <> 'todo' OR scheduled_at IS NULL OR scheduled_at <= now()
GROUP BY 1, 2
"""
#: How late the refresh after an embargo is that should have been done by now.
LATE = """
SELECT coalesce(extract(epoch FROM max(now() - scheduled_at)), 0)::float FROM procrastinate_jobs
WHERE status IN ('todo', 'doing') AND task_name = 'delivery.refresh' AND scheduled_at <= now()
"""
CONNECTIONS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
MOST = "SELECT current_setting('max_connections')::int"
#: The exporter reads, and nothing waits for it.
MODESTLY = (
    "-c role=newsroom_editor -c default_transaction_read_only=on -c statement_timeout=2s"
    " -c application_name=newsroom-exporter"
)
WORDS = {
    "newsroom_requests_total": ("counter", "Answers, by process, kind of address and status."),
    "newsroom_request_seconds": ("histogram", "How long answers took, by process and kind."),
    "newsroom_pool": ("gauge", "Connections of the desk's processes, as their pools count them."),
    "newsroom_database_up": ("gauge", "1 while the database answers within two seconds."),
    "newsroom_database_connections": ("gauge", "Connections to our database."),
    "newsroom_database_connections_most": ("gauge", "How many the server would accept."),
    "newsroom_jobs": ("gauge", "Jobs that are due, under way or given up."),
    "newsroom_jobs_oldest_seconds": ("gauge", "How long the oldest of them has waited."),
    "newsroom_backup_age_seconds": ("gauge", "Since the last backup that was whole."),
    "newsroom_embargo_late_seconds": ("gauge", "How late the refresh after an embargo is by now."),
}

Sample = tuple[str, dict[str, str], float]


def samples() -> Iterator[Sample]:
    yield from of_requests(written())
    yield from of_backup()
    yield from of_database()


def written() -> list[dict[str, Any]]:
    """What the processes have written; one that is being replaced counts at the next scrape."""
    found = []
    for folder in settings.FIGURES_DIRS:
        for path in sorted(Path(folder).glob("*.json")):
            with suppress(OSError, ValueError):
                found.append(json.loads(path.read_text(encoding="utf-8")))
    return found


def of_requests(processes: list[dict[str, Any]]) -> Iterator[Sample]:
    counts: dict[tuple[str, str, str], float] = {}
    spans: dict[tuple[str, str], list[float]] = {}
    pools: dict[tuple[str, str], float] = {}
    for one in processes:
        for kind, status, *row in one["rows"]:
            key = (one["role"], kind, str(status))
            counts[key] = counts.get(key, 0) + row[0]
            known = spans.setdefault(key[:2], [0.0] * len(row))
            spans[key[:2]] = [a + b for a, b in zip(known, row, strict=True)]
        for name, value in one["pool"].items():
            pools[one["role"], name] = pools.get((one["role"], name), 0) + value
    for (role, kind, status), count in sorted(counts.items()):
        labels = {"process": role, "kind": kind, "status": status}
        yield "newsroom_requests_total", labels, count
    for (role, kind), row in sorted(spans.items()):
        yield from histogram({"process": role, "kind": kind}, row)
    for (role, name), value in sorted(pools.items()):
        yield "newsroom_pool", {"process": role, "of": name}, value


def histogram(labels: dict[str, str], row: list[float]) -> Iterator[Sample]:
    for end, count in zip(CLASSES, row[2:], strict=True):
        yield "newsroom_request_seconds_bucket", labels | {"le": str(end)}, count
    yield "newsroom_request_seconds_bucket", labels | {"le": "+Inf"}, row[0]
    yield "newsroom_request_seconds_sum", labels, row[1]
    yield "newsroom_request_seconds_count", labels, row[0]


def of_backup() -> Iterator[Sample]:
    """Without a stamp there is no figure, which is an alarm, too."""
    with suppress(OSError):
        made = Path(settings.BACKUP_STAMP).stat().st_mtime if settings.BACKUP_STAMP else None
        if made is not None:
            yield "newsroom_backup_age_seconds", {}, max(0.0, time.time() - made)


def of_database() -> Iterator[Sample]:
    """A database that is away is a figure, not an error."""
    try:
        found = list(asked())
    except psycopg.Error:
        found = [("newsroom_database_up", {}, 0.0)]
    yield from found


def asked() -> Iterator[Sample]:
    with closing(
        psycopg.connect(settings.DATABASE_URL, connect_timeout=2, options=MODESTLY)
    ) as there:
        yield "newsroom_database_up", {}, 1.0
        yield "newsroom_database_connections", {}, one_of(there, CONNECTIONS)
        yield "newsroom_database_connections_most", {}, one_of(there, MOST)
        yield "newsroom_embargo_late_seconds", {}, one_of(there, LATE)
        for queue, status, count, oldest in there.execute(JOBS).fetchall():
            labels = {"queue": queue, "status": status}
            yield "newsroom_jobs", labels, float(count)
            yield "newsroom_jobs_oldest_seconds", labels, oldest


def one_of(there: psycopg.Connection, sentence: Any) -> float:
    row = there.execute(sentence).fetchone()
    return float(row[0]) if row else 0.0


def exposed(found: Iterator[Sample]) -> str:
    """Prometheus' text format; each figure is introduced once."""
    lines: list[str] = []
    families: dict[str, list[str]] = {}
    for name, labels, value in found:
        family = name if name in WORDS else name.rpartition("_")[0]
        inner = ",".join(f'{key}="{text}"' for key, text in labels.items())
        said = f"{name}{{{inner}}} {value:.10g}" if inner else f"{name} {value:.10g}"
        families.setdefault(family, []).append(said)
    for family, rows in families.items():
        kind, words = WORDS[family]
        lines += [f"# HELP {family} {words}", f"# TYPE {family} {kind}", *rows]
    return "\n".join(lines) + "\n"


class Answer(BaseHTTPRequestHandler):
    """`/metrics`, and nothing else."""

    def do_GET(self) -> None:
        here = self.path == "/metrics"
        body = exposed(samples()).encode() if here else b""
        self.send_response(200 if here else 404)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """A scrape is no news."""


def main() -> None:
    host, _colon, port = env.text("FIGURES_LISTEN", "127.0.0.1:9400").rpartition(":")
    with ThreadingHTTPServer((host, int(port)), Answer) as server:
        server.serve_forever()


if __name__ == "__main__":
    main()
