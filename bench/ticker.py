"""Renders of a ticker's entries for 2,000 readers who poll them through nginx: one an entry.

Every reader has a state of their own and asks by its tag, as the page's script does: once while an
entry is added, and once when the cache has been told. Nobody may miss it.
"""

import threading
import time

from . import fronts, stage

READERS, ENTRIES = 2_000, 10
#: Connections over which they ask.
LINES = 64
#: No copy becomes old by itself meanwhile.
LIFE = "3600"
#: Renders an entry; and readers who do not have it.
ONE, NONE = 1, 0


class Crowd:
    """Readers of one address, each with the tag of what they have."""

    def __init__(self, port: int, path: str, count: int) -> None:
        self.port, self.path = port, path
        self.tags = [""] * count
        #: How often they were told something, and how often that nothing is new.
        self.answers = {200: 0, 304: 0}
        self.lock = threading.Lock()

    def poll(self) -> None:
        """Each of them asks once."""
        lines = [threading.Thread(target=self.some, args=(at,)) for at in range(LINES)]
        for one in lines:
            one.start()
        for one in lines:
            one.join()

    def some(self, first: int) -> None:
        """Those who ask over one connection, one after the other."""
        reader = stage.Reader(self.port)
        for at in range(first, len(self.tags), LINES):
            headers = {"Host": fronts.NAME}
            if self.tags[at]:
                headers["If-None-Match"] = self.tags[at]
            reader.line.request("GET", self.path, headers=headers)
            answer = reader.line.getresponse()
            answer.read()
            self.tags[at] = answer.headers["ETag"] or ""
            with self.lock:
                self.answers[answer.status] = self.answers.get(answer.status, 0) + 1
        reader.close()


def main(arguments: list[str]) -> None:
    readers = int(arguments[0]) if arguments else READERS
    entries = int(arguments[1]) if len(arguments) > 1 else ENTRIES
    with stage.stage("nginx", EDGE_SECONDS=LIFE) as running:
        renders, missed, crowd = measured(running.front.port, readers, entries)
    print(f"nginx, {readers} readers, {entries} entries, answers by status: {crowd.answers}")
    others = sum(many for status, many in crowd.answers.items() if status not in {200, 304})
    stage.verdict(
        [
            ("most renders of an entry", max(renders), ONE, ""),
            ("most readers who missed an entry", max(missed), NONE, ""),
            ("answers that were errors", others, NONE, ""),
        ]
    )


def measured(port: int, readers: int, entries: int) -> tuple[list[int], list[int], Crowd]:
    from django.contrib.auth import get_user_model

    from articles.press.add_entry import add_entry
    from articles.press.publish import publish

    chief = get_user_model().objects.get(username="chief")
    article = stage.writer()(f"Ticker {time.time_ns()}", kind="ticker")
    path = f"{publish(article, by=chief).story.path}entries/"
    stage.idle()
    crowd, renders, missed = Crowd(port, path, readers), [], []
    crowd.poll()
    for number in range(entries):
        before, old = stage.renders(path), set(crowd.tags)
        asking = threading.Thread(target=crowd.poll)
        asking.start()
        add_entry(article, by=chief, headline=f"Eintrag {number}", text="Der Pegel steigt.")
        asking.join()
        stage.idle()
        crowd.poll()
        time.sleep(0.3)  # the log is written
        renders.append(stage.renders(path) - before)
        missed.append(sum(tag in old for tag in crowd.tags))
    return renders, missed, crowd
