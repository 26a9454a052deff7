"""What polling costs: a full feed beside an unchanged one, and ten thousand pollers at a server.

`python -m bench feeds [SECONDS [RATE]]`: 60 and 100 where nothing is said. The pollers come at a
fixed rate, whether or not the one before was answered, and each time is counted from the moment at
which its question was due: a server that falls behind shows it.
"""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urlsplit

from bench import inside

POLLERS, THREADS, CALLS = 10_000, 24, 100
FILES = ("rss.xml", "atom.xml", "feed.json")
SERVER = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-log", "--workers", "2"]


def main(arguments: list[str]) -> None:
    given = dict(enumerate(map(int, arguments)))
    seconds, rate = given.get(0, 60), given.get(1, 100)
    ask = application()
    paths = feeds(ask)
    ratios(ask, paths)
    with Server() as address:
        poll(address, paths, seconds, rate)


def application() -> inside.Ask:
    os.environ["NEWSROOM_ROLE"] = "reader"
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    found = get_wsgi_application()
    settings.ALLOWED_HOSTS = ["*"]
    return inside.asker(found)


def feeds(ask: inside.Ask) -> list[str]:
    """Of the site, the newest story's section and a topic of it, in every format."""
    from articles.reader.models import Story, StoryTag

    story = Story.objects.filter(section__isnull=False).order_by("-live_from").first()
    if story is None:
        raise SystemExit("No story is live: load the demo first.")
    lists = ["/", f"/{story.path.split('/')[1]}/"]
    tag = StoryTag.objects.select_related("tag").order_by("-live_from").first()
    lists += [tag.tag.get_absolute_url()] if tag else []
    return [f"{path}{name}" for path in lists for name in FILES]


def ratios(ask: inside.Ask, paths: list[str]) -> None:
    print(f"{'feed':<34}{'KB':>7}{'full':>8}{'304':>8}{'ratio':>8}   ms of processor, app + db")
    for path in paths:
        etag = ask(path, {})[0]["ETag"]
        unchanged = {"HTTP_IF_NONE_MATCH": etag}
        app, database, size = inside.measure(lambda p=path: ask(p, {})[1], CALLS)
        own, base, nothing = inside.measure(lambda p=path, h=unchanged: ask(p, h)[1], CALLS)
        assert nothing == 0, "not a 304"
        full, little = app + database, own + base
        print(f"{path:<34}{size / 1e3:7.1f}{full:8.2f}{little:8.2f}{full / little:8.1f}")
    print()


class Server:
    """The site alone under granian, with two workers, on a free port."""

    def __enter__(self) -> str:
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        self.process = subprocess.Popen(
            [*SERVER, "newsroom.public:application", "--port", str(port)],
            env=os.environ | {"ALLOWED_HOSTS": "127.0.0.1"},
        )
        for _try in range(300):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    return f"http://127.0.0.1:{port}"
            time.sleep(0.1)
        raise SystemExit("The server does not answer.")

    def __exit__(self, *_what: object) -> None:
        self.process.terminate()
        self.process.wait(20)


@dataclass
class Seen:
    """What the pollers met with."""

    statuses: Counter[object] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)


def poll(address: str, paths: list[str], seconds: int, rate: int) -> None:
    """Each poller asks for its own feed with what it was told before, half of them by date."""
    known = {path: states(address, path) for path in paths}
    seen, turn, total = Seen(), count(), seconds * rate
    start = time.monotonic() + 0.5

    def work() -> None:
        line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
        while (number := next(turn)) < total:
            due = start + number / rate
            time.sleep(max(0.0, due - time.monotonic()))
            poller = number % POLLERS
            path = paths[poller % len(paths)]
            status = once(line, path, known[path][poller // len(paths) % 2])
            seen.times.append(time.monotonic() - due)
            seen.statuses[status] += 1

    threads = [threading.Thread(target=work) for _thread in range(THREADS)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    report(seen, rate)


def states(address: str, path: str) -> tuple[dict[str, str], dict[str, str]]:
    """What an earlier answer left with a poller: its tag or, once it may be told, its date."""
    line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    line.request("GET", path)
    answer = line.getresponse()
    answer.read()
    tag = {"If-None-Match": answer.headers["ETag"]}
    date = answer.headers["Last-Modified"]
    return tag, {"If-Modified-Since": date} if date else tag


def once(line: http.client.HTTPConnection, path: str, state: dict[str, str]) -> object:
    try:
        line.request("GET", path, headers=state)
        answer = line.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        line.close()
        return type(error).__name__
    return answer.status


def report(seen: Seen, rate: int) -> None:
    times = sorted(seen.times)
    shares = {f"p{part}": times[len(times) * part // 100] * 1e3 for part in (50, 95, 99)}
    told = "  ".join(f"{name} {value:.1f} ms" for name, value in shares.items())
    print(f"{len(times)} questions at {rate}/s: {dict(seen.statuses)}")
    print(f"{told}  worst {times[-1] * 1e3:.1f} ms")
