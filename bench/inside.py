"""`bench pages --inside`: the application called in a loop, and its database backend.

No web server and no cache; the role is the reader's, the connection stays open. Times are the
best of several rounds, in milliseconds; compare within one run only.
"""

import io
import os
import resource
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["NEWSROOM_ROLE"] = "reader"
ROUNDS, TICKS = 5, os.sysconf("SC_CLK_TCK")


def main(arguments: list[str]) -> None:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    settings.ROOT_URLCONF = "bench.urls"
    settings.ALLOWED_HOSTS = ["*"]
    ask = asker(application)
    calls = int(arguments[0]) if arguments else 300
    print(f"{'page':<22}{'app':>8}{'db':>8}{'sum':>8}{'× bare':>8}{'KB':>8}")
    bare = 0.0
    for name, path, headers in pages(ask):
        app, database, size = measure(lambda p=path, h=headers: ask(p, h)[1], calls)
        bare = bare or app + database
        total = app + database
        print(
            f"{name:<22}{app:8.2f}{database:8.2f}{total:8.2f}{total / bare:8.1f}{size / 1e3:8.1f}"
        )


Answer = tuple[dict[str, str], bytes]
Ask = Callable[[str, dict[str, str]], Answer]


def asker(application: Callable[..., object]) -> Ask:
    def ask(path: str, headers: dict[str, str]) -> Answer:
        got: dict[str, str] = {}
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": path,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.input": io.BytesIO(),
            "wsgi.url_scheme": "http",
            **headers,
        }
        body = application(environ, lambda status, fields: got.update(fields, status=status))
        return got, b"".join(body)

    return ask


def pages(ask: Ask) -> list[tuple[str, str, dict[str, str]]]:
    from articles.reader.models import Story

    # A simple page stands in no section.
    story = Story.objects.filter(branch__isnull=False).order_by("-live_from").first()
    if story is None:
        raise SystemExit("No story is live: load the demo first.")
    top = story.path.split("/")[1]
    etag = ask("/rss.xml", {})[0]["ETag"]
    return [
        ("bare view, 30 KB", "/bare", {}),
        ("story", story.path, {}),
        ("section", f"/{top}/", {}),
        ("front", "/", {}),
        ("feed", "/rss.xml", {}),
        ("feed, not modified", "/rss.xml", {"HTTP_IF_NONE_MATCH": etag}),
        ("nothing there", f"/{top}/2020/01/nothing/", {}),
    ]


def measure(call: Callable[[], bytes], calls: int) -> tuple[float, float, int]:
    """(application, database, bytes): milliseconds a call, the best round of each."""
    size = len(call())
    for _warm in range(20):
        call()
    rounds = [one_round(call, calls) for _round in range(ROUNDS)]
    best = min(rounds, key=sum)
    return best[0], best[1], size


def one_round(call: Callable[[], bytes], calls: int) -> tuple[float, float]:
    app, database = own_time(), backend_time()
    for _call in range(calls):
        call()
    return (own_time() - app) / calls * 1e3, (backend_time() - database) / calls * 1e3


def own_time() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def backend_time() -> float:
    """Seconds of processor time of the connection's backend, where its process can be seen."""
    from django.db import connection

    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS
