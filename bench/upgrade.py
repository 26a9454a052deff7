"""A site under the hands of readers and editors while it is upgraded: nobody must notice.

`python -m bench upgrade --site https://news.example --connect 127.0.0.1:443 --user NAME
--password WORD --seconds 120`: starts, says "now", and counts until the time is up or a file
named by --until exists. Readers ask for pages; each editor saves an article of their own again and
again and counts what was acknowledged. At the end every acknowledged save must be there, and none
may have been refused.
"""

import argparse
import http.client
import re
import secrets
import socket
import ssl
import sys
import threading
import time
from collections import Counter
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

#: What readers ask for besides the first stories that the front names.
PAGES = ["/", "/rss.xml", "/archive/", "/search/?q=hafen", "/feeds/"]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
AREA = re.compile(r'<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', re.S)
CHOICE = re.compile(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', re.S)
STORY = re.compile(r'href="(/[a-z0-9-]+/\d{4}/\d{2}/[a-z0-9-]+/)"')


class Caller(http.client.HTTPSConnection):
    """A connection to one address for a site of any name, whoever signed its certificate."""

    def __init__(self, name: str, where: tuple[str, int]) -> None:
        trusting = ssl.create_default_context()
        trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
        super().__init__(name, where[1], timeout=30, context=trusting)
        self.where, self.cookies = where, {}
        self.name = name

    def connect(self) -> None:
        plain = socket.create_connection(self.where, timeout=30)
        self.sock = self._context.wrap_socket(plain, server_hostname=self.name)

    def ask(self, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, text, where it leads; the cookies are kept."""
        headers = {"Host": self.name, "Referer": f"https://{self.name}{path}"}
        headers["Cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.request("POST" if body is not None else "GET", path, body, headers)
        answer = self.getresponse()
        text = answer.read().decode(errors="replace")
        for set_ in answer.headers.get_all("Set-Cookie") or []:
            key, _is, value = set_.partition(";")[0].partition("=")
            self.cookies[key] = value
        return answer.status, text, answer.headers.get("Location", "")


class Load:
    """Everybody at work, and what happened to them."""

    def __init__(self, asked: argparse.Namespace) -> None:
        self.asked = asked
        self.name = urlsplit(asked.site).hostname or ""
        host, _colon, port = asked.connect.rpartition(":")
        self.where = (host, int(port))
        self.over = threading.Event()
        self.seen: Counter[str] = Counter()
        self.slowest = {"readers": 0.0, "editors": 0.0}
        self.lost: list[str] = []
        #: In headlines, so that articles of an earlier run are told apart.
        self.run = secrets.token_hex(3)

    def caller(self) -> Caller:
        return Caller(self.name, self.where)

    def timed(self, who: str, caller: Caller, *what: Any) -> tuple[int, str, str]:
        began = time.monotonic()
        try:
            answer = caller.ask(*what)
        except (OSError, http.client.HTTPException) as error:
            caller.close()
            answer = (0, type(error).__name__, "")
        self.slowest[who] = max(self.slowest[who], time.monotonic() - began)
        self.seen[f"{who} {answer[0]}"] += 1
        return answer

    def read(self) -> None:
        caller = self.caller()
        paths = PAGES + STORY.findall(caller.ask("/")[1])[:20]
        while not self.over.is_set():
            for path in paths:
                status = self.timed("readers", caller, path)[0]
                if status != 200:
                    self.seen[f"readers {status} {path}"] += 1
                time.sleep(0.01)

    def log_in(self) -> Caller:
        caller = self.caller()
        token = TOKEN.search(caller.ask("/admin/login/")[1])[1]
        fields = {"username": self.asked.user, "password": self.asked.password, "next": "/admin/"}
        status = caller.ask("/admin/login/", fields | {"csrfmiddlewaretoken": token})[0]
        assert status == 302, f"The log-in answered {status}."
        return caller

    def edit(self, number: int) -> None:
        """One article, saved over and over; a save that was not answered is repeated."""
        caller, count, path = self.log_in(), 0, "/admin/articles/article/add/"
        name = f"Probe {self.run} {number}"
        while not self.over.is_set():
            status, page, _to = self.timed("editors", caller, path)
            if status != 200:
                continue
            fields = form_of(page) | {"headline": f"{name}, Fassung {count + 1}", "_continue": "1"}
            status, _page, to = self.timed("editors", caller, path, fields)
            if status == 302:
                count, path = count + 1, to or path
            elif status == 200:
                self.seen["saves refused"] += 1
            time.sleep(0.1)
        self.seen["saves acknowledged"] += count
        if count:
            self.look_after(path, name, form_of(caller.ask(path)[1]), count)
        else:
            self.lost.append(f"{name}: nothing was ever saved")

    def look_after(self, path: str, name: str, found: dict[str, str], count: int) -> None:
        """A version for each save, and the words of the last one, or of one nobody answered."""
        versions, headline = int(found.get("seen", 0)), found.get("headline")
        if versions < count:
            self.lost.append(f"{path}: {count} saves, and {versions} versions")
        if headline not in {f"{name}, Fassung {n}" for n in (count, count + 1)}:
            self.lost.append(f"{path}: {headline} instead of save {count}")


def form_of(page: str) -> dict[str, str]:
    """What a browser would send back of the article's form, as it was found."""
    fields = {}
    form = page.partition('id="article_form"')[2].partition("</form>")[0]
    for tag in re.findall(r"<input\b[^>]*>", form):
        known = dict(re.findall(r'([a-z]+)="([^"]*)"', tag))
        ticked = known.get("type") not in {"checkbox", "radio"} or " checked" in tag
        if "name" in known and known.get("type") not in {"submit", "file"} and ticked:
            fields[known["name"]] = unescape(known.get("value", ""))
    for name, text in re.findall(
        r'<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.S
    ):
        fields[name] = unescape(text).removeprefix("\n")
    for name, inner in CHOICE.findall(form):
        chosen = re.search(r'<option value="([^"]*)" selected', inner) or re.search(
            r'<option value="([^"]*)"', inner
        )
        fields[name] = unescape(chosen[1]) if chosen else ""
    return fields


def main(arguments: list[str]) -> None:
    said = argparse.ArgumentParser(prog="python -m bench upgrade", description=__doc__)
    for name in ("site", "connect", "user", "password"):
        said.add_argument(f"--{name}", required=True)
    for name, default in (("readers", 4), ("editors", 2), ("seconds", 120)):
        said.add_argument(f"--{name}", type=int, default=default)
    said.add_argument("--until", type=Path)
    asked = said.parse_args(arguments)
    load = Load(asked)
    people = [threading.Thread(target=load.read) for _ in range(asked.readers)]
    people += [threading.Thread(target=load.edit, args=[n]) for n in range(asked.editors)]
    for one in people:
        one.start()
    print("now", flush=True)
    deadline = time.monotonic() + asked.seconds
    while time.monotonic() < deadline and not (asked.until and asked.until.exists()):
        time.sleep(0.5)
    load.over.set()
    for one in people:
        one.join()
    for name, count in sorted(load.seen.items()):
        print(f"{count:8} {name}")
    for who, seconds in load.slowest.items():
        print(f"{seconds:8.2f} s at most waited {who}")
    print("\n".join(load.lost) or "       0 acknowledged saves lost")
    sys.exit(bool(load.lost or load.seen["saves refused"] or load.seen["readers 0"]))
