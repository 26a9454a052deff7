"""Asks for the desk's screens in this process, and watches what each costs."""

import io
import os
import re
import statistics
import time
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from . import desk_asks, stage
from .desk_asks import Ask

SLOW, ROUNDS, HOST = 50, 5, "127.0.0.1:8162"
PEOPLE = ("reporter", "editor", "chief", "admin")
#: Who looks at the lists with every filter.
ALL_OF_IT = "chief"
COUNTED = re.compile(r'^SELECT COUNT\(\*\) AS "__count" FROM "(\w+)"(?! WHERE)')
SELECT, OPTION = re.compile(r"<select.*?</select>", re.DOTALL), re.compile("<option")
#: Tables that stay small, whatever a newsroom does.
FEW = re.compile("group|section|licence|supplier|permission|plan|rule")
NO_SCREEN = (302, 403, 404, 405)


class Person:
    """Somebody who has logged in, and whose browser asks."""

    def __init__(self, name: str, application: Any) -> None:
        self.name, self.application = name, application
        self.cookies: SimpleCookie = SimpleCookie()
        self.open(Ask("", "/admin/login/"))
        form = {"username": name, "password": "newsroom", "next": "/admin/"}
        status, _page = self.open(Ask("", "/admin/login/", urlencode(form).encode()))
        if status != 302:
            raise SystemExit(f"{name} cannot log in: {status}.")

    def open(self, ask: Ask) -> tuple[int, bytes]:
        got: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]]) -> None:
            got["status"] = int(status.split()[0])
            for name, value in headers:
                if name.lower() == "set-cookie":
                    self.cookies.load(value)

        answer = self.application(self.environ(ask), start)
        page = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return got["status"], page

    def environ(self, ask: Ask) -> dict[str, Any]:
        path, _mark, query = ask.path.partition("?")
        kind = "application/json" if ask.json else "application/x-www-form-urlencoded"
        token = self.cookies["csrftoken"].value if "csrftoken" in self.cookies else ""
        return {
            "REQUEST_METHOD": "POST" if ask.sent else "GET",
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8162",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": HOST,
            "HTTP_COOKIE": "; ".join(f"{one.key}={one.value}" for one in self.cookies.values()),
            "HTTP_X_CSRFTOKEN": token,
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(ask.sent)),
            "wsgi.input": io.BytesIO(ask.sent),
            "wsgi.url_scheme": "http",
        }


def everything() -> list[dict[str, Any]]:
    """A row for each screen and each of the people who may see it."""
    from django.db import connection

    from articles.reader.wall import session
    from articles.reader.wall.roles import EDITOR
    from newsroom.wsgi import application

    connection.ensure_connection()
    session.take(connection.connection, EDITOR)
    everywhere = list(desk_asks.screens())
    connection.close()
    found = []
    for name in os.environ.get("BENCH_AS", "").split() or PEOPLE:
        person = Person(name, application)
        asks = list(everywhere)
        if name == ALL_OF_IT:
            asks += [*desk_asks.searches(), *narrowed(person, asks)]
        _status, form = person.open(Ask("", f"/admin/articles/article/{desk_asks.OURS}/change/"))
        asks += desk_asks.sent(form.decode())
        only = os.environ.get("BENCH_ONLY", "")
        rows = [cost(person, ask) for ask in asks if re.search(only, ask.name)]
        found += [row for row in rows if row]
    return found


def narrowed(person: Person, asks: list[Ask]) -> list[Ask]:
    """The links of the lists among these."""
    lists = [one.path for one in asks if re.fullmatch(r"/admin/\w+/\w+/", one.path)]
    return [
        ask for where in lists
        for ask in desk_asks.filters(where, person.open(Ask("", where))[1].decode())
    ]  # fmt: skip


def cost(person: Person, ask: Ask) -> dict[str, Any] | None:
    """Milliseconds of processor, statements and clock, the median of some rounds; None where this
    person has no such screen."""
    from django.db import connection

    said: list[tuple[float, str]] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            said.append(((time.perf_counter() - started) * 1e3, str(sql)))

    status, page = person.open(ask)  # which fills the memos
    if status in NO_SCREEN:
        return None
    rounds: list[tuple[float, float, float]] = []
    with connection.execute_wrapper(watch):
        for _round in range(ROUNDS):
            said.clear()
            clock, app = time.perf_counter(), time.process_time()
            status, page = person.open(ask)
            spent = (time.process_time() - app) * 1e3
            rounds.append(
                (spent, sum(ms for ms, _sql in said), (time.perf_counter() - clock) * 1e3)
            )
    return figures(ask, status, page, rounds, said) | {"who": person.name}


def figures(
    ask: Ask,
    status: int,
    page: bytes,
    rounds: list[tuple[float, float, float]],
    said: list[tuple[float, str]],
) -> dict[str, Any]:
    server = sorted(app + db for app, db, _clock in rounds)
    app, database, clock = (statistics.median(column) for column in zip(*rounds, strict=True))
    counted = {m[1] for _ms, sql in said if (m := COUNTED.match(sql)) and not FEW.search(m[1])}
    text = page.decode(errors="replace") if page[:200].lstrip()[:1] == b"<" else ""
    return {
        "name": ask.name,
        "path": ask.path,
        "status": status,
        "server": statistics.median(server),
        "best": server[0],
        "p95": stage.share(server, 0.95),
        "app": app,
        "db": database,
        "clock": clock,
        "asks": len(said),
        "bytes": len(page),
        "options": max((len(OPTION.findall(one)) for one in SELECT.findall(text)), default=0),
        "counted": sorted(counted),
        "slow": sorted(((ms, sql) for ms, sql in said if ms > SLOW), reverse=True),
    }
