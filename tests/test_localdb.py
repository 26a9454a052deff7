"""The database that needs no setup: real servers, in folders of their own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import dj_database_url
import psycopg
import pytest

from newsroom import pg

ROOT = os.geteuid() == 0
PROJECT = Path(__file__).resolve().parent.parent


class House:
    """A data folder, and the command line working on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = os.environ | {"NEWSROOM_DATA": str(folder)}

    def begin(self, *words: str, **extra: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "newsroom.localdb", *words],
            cwd=PROJECT,
            env=self.environment | extra,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def say(self, *words: str, **extra: str) -> tuple[int, str]:
        with self.begin(*words, **extra) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, (out + err).strip()

    def start(self) -> str:
        code, said = self.say("start")
        assert code == 0, said
        return said

    def ask(self, query: str, login: str = "newsroom_owner") -> list[tuple]:
        address = self.say("url")[1].replace("newsroom_app@", f"{login}@")
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(query)
            return cursor.fetchall() if cursor.description else []

    def server(self) -> int:
        (file,) = self.folder.glob("pg*/postmaster.pid")
        return int(file.read_text().split()[0])


@pytest.fixture(scope="module")
def house_of() -> Iterator[Callable[..., House]]:
    """Folders that any account may walk to, unlike pytest's own; gone at the end."""
    houses: list[House] = []

    def build(*parts: str, mode: int = 0o755) -> House:
        root = Path(tempfile.mkdtemp(prefix="newsroom-test-"))
        root.chmod(mode)
        houses.append(House(root.joinpath(*parts, ".data")))
        houses[-1].root = root
        return houses[-1]

    yield build
    for house in houses:
        house.say("stop")
        shutil.rmtree(house.root)
        shutil.rmtree(refuge(house), ignore_errors=True)


def refuge(house: House) -> Path:
    """Where root puts what belongs below a private folder."""
    return Path("/var/tmp", pg.hashed(house.folder))


@pytest.fixture(scope="module")
def house(house_of: Callable[..., House]) -> House:
    """One that stays up for several tests, in a folder with a space and an umlaut."""
    made = house_of("Ein Häuschen")
    made.start()
    return made


def test_the_address_is_known_before_anything_exists(house_of):
    fresh = house_of("Große Zeitung")
    first, second = fresh.say("url"), fresh.say("url")
    assert first == second
    parsed = dj_database_url.parse(first[1])
    assert (parsed["USER"], parsed["NAME"], parsed["HOST"]) == ("newsroom_app", "newsroom", "")
    assert Path(parsed["OPTIONS"]["host"]).parent in {fresh.folder, Path(tempfile.gettempdir())}
    assert not fresh.folder.exists()


def test_a_first_start_makes_roles_and_the_owners_database(house):
    owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'newsroom'"
    assert house.ask(owner) == [("newsroom_owner",)]
    supers = "SELECT rolname FROM pg_roles WHERE rolsuper"
    assert house.ask(supers, "newsroom_app") == [("postgres",)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        house.ask("CREATE TABLE pamphlet ()", "newsroom_app")
    assert house.ask("SHOW fsync") == [("on",)]
    assert house.ask("SHOW listen_addresses") == [("",)]


def test_text_search_lower_cases_umlauts(house):
    assert house.ask("SELECT to_tsvector('german', 'Äpfel')::text") == [("'apfel':1",)]


def test_a_second_start_changes_nothing(house):
    before = house.server()
    house.start()
    assert house.server() == before


def test_after_kill_9_what_was_committed_is_there(house):
    house.ask("CREATE TABLE IF NOT EXISTS kept (n int)")
    house.ask("INSERT INTO kept SELECT generate_series(1, 500)")
    address = house.say("url")[1].replace("newsroom_app@", "newsroom_owner@")
    with psycopg.connect(address) as unfinished:
        unfinished.execute("INSERT INTO kept VALUES (0)")
        os.kill(house.server(), signal.SIGKILL)
        house.start()
        with suppress(psycopg.Error):
            unfinished.close()
    assert house.ask("SELECT count(*), min(n) FROM kept") == [(500, 1)]
    house.ask("DROP TABLE kept")


def test_a_dump_brings_back_what_was_lost(house, tmp_path):
    file = str(tmp_path / "a dump")
    house.ask("CREATE TABLE IF NOT EXISTS saved AS SELECT 'Grüße' AS word")
    assert house.say("dump", file) == (0, "")
    house.ask("DROP TABLE saved")
    assert house.say("restore", file) == (0, "")
    assert house.ask("SELECT word, tableowner FROM saved, pg_tables WHERE tablename = 'saved'") == [
        ("Grüße", "newsroom_owner")
    ]


def test_a_broken_dump_leaves_the_database_alone(house, tmp_path):
    (tmp_path / "broken").write_bytes(b"PGDMP and then nothing")
    house.ask("CREATE TABLE IF NOT EXISTS untouched ()")
    code, said = house.say("restore", str(tmp_path / "broken"))
    assert (code, "pg_restore failed" in said, "Traceback" in said) == (1, True, False)
    assert house.ask("SELECT to_regclass('untouched') IS NOT NULL") == [(True,)]


def test_cold_starts_at_the_same_moment_make_one_server_per_folder(house_of):
    ours, theirs = house_of(), house_of()
    starts = [house.begin("start") for house in (ours, theirs, ours, theirs, ours)]
    said = [process.communicate(timeout=90) for process in starts]
    assert [process.returncode for process in starts] == [0] * 5, said
    ours.ask("CREATE TABLE mine ()")
    assert theirs.ask("SELECT to_regclass('mine')") == [(None,)]
    assert ours.say("stop") == (0, "")
    assert theirs.ask("SELECT 1") == [(1,)]


def test_a_path_too_long_for_a_socket_gets_a_short_one(house_of):
    far = house_of("f" * 60, "a" * 60, "r" * 60)
    far.start()
    host = dj_database_url.parse(far.say("url")[1])["OPTIONS"]["host"]
    assert len(host) < 85
    assert far.ask("SELECT 1") == [(1,)]
    far.say("stop")
    assert Path(host).stat().st_mode & 0o777 == 0o700
    if ROOT:
        os.chown(host, 12345, 12345)
        code, said = far.say("start")
        assert (code, "belongs to another account" in said) == (1, True)
    shutil.rmtree(host)


@pytest.mark.skipif(not ROOT, reason="only root hands its server to another account")
def test_root_keeps_the_server_where_its_account_can_go(house_of):
    hidden = house_of(mode=0o700)
    hidden.start()
    assert hidden.ask("SELECT 1") == [(1,)]
    assert refuge(hidden).is_dir()


@pytest.mark.parametrize(
    ("words", "extra", "reason"),
    [
        (["start"], {"PG_BINDIR": "/nowhere"}, "point PG_BINDIR"),
        (["url"], {"NEWSROOM_DATA": "/tmp/it's"}, "rename the folder"),
        (["start"], {"NEWSROOM_DATA": "/proc/newsroom"}, "cannot be written"),
        (["frobnicate"], {}, "Say one of"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(house, words, extra, reason):
    code, said = house.say(*words, **extra)
    assert code in {1, 2}
    assert reason in said
    assert "\n" not in said
