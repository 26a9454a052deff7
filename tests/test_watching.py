"""Requests are known by an id, counted without betraying anything, and probes ask no more."""

import json
import logging
import os
import re
import subprocess
import sys
import urllib.request
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.db import connection, connections
from django.http import HttpResponse
from django.test import RequestFactory

from articles.reader.wall import session
from newsroom import exporter, watching
from newsroom.figures import Figures
from newsroom.journal import Json

PROJECT = Path(__file__).resolve().parent.parent
GIVEN = "0123456789abcdef" * 2


def pass_by(path: str = "/", status: int = 200, **headers: str) -> HttpResponse:
    """A request through the middleware alone."""
    answer = watching.watched(lambda request: HttpResponse(status=status))
    return answer(RequestFactory(headers=headers).get(path))


@pytest.fixture
def counted(monkeypatch):
    made = Figures()
    monkeypatch.setattr(watching, "figures", made)
    return made


def test_every_answer_has_an_id_of_its_own():
    first, second = pass_by()["X-Request-ID"], pass_by()["X-Request-ID"]
    assert re.fullmatch(r"[0-9a-f]{32}", first)
    assert first != second


def test_what_is_not_there_carries_nothing_by_which_to_tell_it():
    assert "X-Request-ID" not in pass_by(status=404)


def test_an_id_is_taken_from_our_own_web_server_only(settings):
    settings.BEHIND_PROXY = False
    assert pass_by(X_Request_ID=GIVEN)["X-Request-ID"] != GIVEN
    settings.BEHIND_PROXY = True
    assert pass_by(X_Request_ID=GIVEN)["X-Request-ID"] == GIVEN


@pytest.mark.parametrize("given", ["", "x", GIVEN + "0", GIVEN.upper(), "'; DROP", f"{GIVEN}\n"])
def test_an_id_that_is_none_of_ours_is_not_taken(settings, given):
    settings.BEHIND_PROXY = True
    assert re.fullmatch(r"[0-9a-f]{32}", pass_by(X_Request_ID=given)["X-Request-ID"])
    assert pass_by(X_Request_ID=given)["X-Request-ID"] != given


def test_the_database_knows_which_request_asks(db):
    names = []

    def look(request) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SHOW application_name")
            names.append(cursor.fetchone()[0])
        return HttpResponse()

    answer = watching.watched(session.role_of_request(look))(RequestFactory().get("/"))
    assert names == [f"newsroom {answer['X-Request-ID']}"]


def test_a_line_of_the_log_is_json_and_names_the_request():
    token = session.REQUEST.set(GIVEN)
    record = logging.LogRecord("newsroom", logging.WARNING, "", 0, "Größe: %s\n", ("5",), None)
    line = json.loads(Json().format(record))
    session.REQUEST.reset(token)
    assert (line["message"], line["request"], line["level"]) == ("Größe: 5\n", GIVEN, "WARNING")


def test_no_line_of_the_log_has_a_link_for_guests():
    record = logging.LogRecord("x", logging.ERROR, "", 0, "GET /admin/shared/s3cr3t/", (), None)
    assert "s3cr3t" not in Json().format(record)


@pytest.mark.parametrize(("status", "lines"), [(200, 0), (404, 0), (500, 1), (503, 1)])
def test_what_went_wrong_is_a_line(caplog, counted, status, lines):
    pass_by("/somewhere/", status)
    assert len(caplog.records) == lines


def test_requests_are_counted_by_kind_and_status(client, db, counted):
    client.get("/nie-gewesen/")
    client.get("/<script>/")
    client.get("/admin/login/")
    client.get("/")
    assert set(counted.counts) == {("section", 404), ("none", 404), ("desk", 200), ("front", 200)}


def test_what_was_counted_is_told_to_prometheus(tmp_path, settings, counted):
    settings.FIGURES_DIRS = [str(tmp_path)]
    for seconds in (0.001, 0.2, 9.0):
        counted.count("story", 200, seconds)
    counted.write(tmp_path)
    role = settings.ROLE
    lines = exporter.exposed(exporter.of_requests(exporter.written())).splitlines()
    about = f'process="{role}",kind="story"'
    assert f'newsroom_requests_total{{{about},status="200"}} 3' in lines
    assert f'newsroom_request_seconds_bucket{{{about},le="0.05"}} 1' in lines
    assert f'newsroom_request_seconds_bucket{{{about},le="2.0"}} 2' in lines
    assert f'newsroom_request_seconds_bucket{{{about},le="+Inf"}} 3' in lines
    assert f"newsroom_request_seconds_sum{{{about}}} 9.201" in lines
    assert sum(line.startswith("# TYPE newsroom_request_seconds ") for line in lines) == 1


def test_a_process_that_restarted_is_added_to_the_others(tmp_path, settings, counted):
    settings.FIGURES_DIRS = [str(tmp_path)]
    counted.count("story", 200, 0.1)
    counted.write(tmp_path)
    (tmp_path / "1.json").write_text(next(tmp_path.glob("*.json")).read_text())
    (tmp_path / "2.json").write_text("{half")
    assert ("newsroom_requests_total", 2) in {
        (name, value) for name, _labels, value in exporter.of_requests(exporter.written())
    }


def test_jobs_and_the_database_are_figures(transactional_db, settings):
    settings.DATABASE_URL = connection.connection.info.dsn
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs;"
            "INSERT INTO procrastinate_jobs (queue_name, task_name, scheduled_at) VALUES"
            " ('delivery', 'delivery.refresh', now() - interval '90 s'),"
            " ('delivery', 'delivery.refresh', now() + interval '1 h')"
        )
    found = {(name, labels.get("status", "")): value for name, labels, value in exporter.asked()}
    assert found["newsroom_database_up", ""] == 1
    assert found["newsroom_jobs", "todo"] == 1
    assert 90 <= found["newsroom_jobs_oldest_seconds", "todo"] < 300
    assert 90 <= found["newsroom_embargo_late_seconds", ""] < 300


def test_the_age_of_the_last_backup_is_a_figure_and_none_without_one(tmp_path, settings):
    settings.BACKUP_STAMP = str(tmp_path / "latest")
    assert list(exporter.of_backup()) == []
    (tmp_path / "latest").touch()
    os.utime(tmp_path / "latest", (0, 0))
    ((name, _labels, age),) = exporter.of_backup()
    assert (name, age > 1_000_000_000) == ("newsroom_backup_age_seconds", True)


def test_a_database_that_is_away_is_a_figure(settings):
    settings.DATABASE_URL = "postgresql://newsroom_app@127.0.0.1:1/newsroom"
    assert list(exporter.of_database()) == [("newsroom_database_up", {}, 0.0)]


def test_the_exporter_has_one_address(settings):
    settings.DATABASE_URL, settings.FIGURES_DIRS = "postgresql://x@127.0.0.1:1/x", []
    server = ThreadingHTTPServer(("127.0.0.1", 0), exporter.Answer)
    Thread(target=server.serve_forever).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}"
        with urllib.request.urlopen(f"{address}/metrics") as answer:
            assert b"newsroom_database_up 0\n" in answer.read()
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{address}/")
    finally:
        server.shutdown()
        server.server_close()


def test_the_exporter_starts_as_a_program():
    """Without Django's registry, which nothing of it needs."""
    subprocess.run([sys.executable, "-c", "import newsroom.exporter"], cwd=PROJECT, check=True)


def test_a_probe_of_life_asks_no_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "no-store"


def test_a_probe_of_readiness_is_told_by_the_database(client, db, monkeypatch):
    assert client.get("/readyz").status_code == 200
    gone = {"host": "127.0.0.1", "port": 1, "dbname": "newsroom", "user": "newsroom_app"}
    monkeypatch.setattr(type(connections["default"]), "get_connection_params", lambda _self: gone)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"no\n")
    assert answer["Cache-Control"] == "no-store"


def test_probes_by_plain_http_and_by_number_are_answered(client, db, settings):
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["news.example"]
    assert client.get("/healthz", headers={"host": "10.0.0.7"}).status_code == 200
