"""`bench load` and `bench pages` in their shortest form: figures come out, exit codes follow goals.

No time is judged here: what a machine that also runs tests needs says nothing.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from defusedxml import ElementTree

from bench.figures import GOALS
from bench.goals import Goal, report

from .test_load import record

PROJECT = Path(__file__).resolve().parents[2]
STORIES = 60


def run(data: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    left_out = ("DATABASE_", "NEWSROOM_", "DJANGO_")
    told = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    told |= {"NEWSROOM_DATA": data, **more}
    line = [sys.executable, *words]
    return subprocess.run(line, cwd=PROJECT, env=told, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def data() -> Iterator[str]:
    """A data folder with an empty newsroom; its database runs as another account may read it."""
    folder = tempfile.mkdtemp(prefix="bench")
    Path(folder).chmod(0o755)
    for words in (("-m", "newsroom.localdb", "start"), ("manage.py", "migrate", "-v0")):
        done = run(folder, *words, NEWSROOM_ROLE="owner")
        assert done.returncode == 0, done.stderr
    yield folder
    run(folder, "-m", "newsroom.localdb", "stop")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def loaded(data: str) -> subprocess.CompletedProcess[str]:
    file = Path(data) / "stories.jsonl"
    lines = [json.dumps(record(number), ensure_ascii=False) for number in range(1, STORIES + 1)]
    file.write_text("\n".join(lines), encoding="utf-8")
    run(data, "-m", "newsroom.localdb", "psql", "-c", "CREATE TABLE before AS " + SCHEMA)
    return run(data, "-m", "bench", "load", str(file))


SCHEMA = """
SELECT c.conrelid::regclass::text AS of, c.conname::text AS name, pg_get_constraintdef(c.oid) AS how
FROM pg_constraint c WHERE c.connamespace = 'public'::regnamespace AND c.contype <> 'n'
UNION ALL SELECT tablename::text, indexname::text, indexdef FROM pg_indexes
    WHERE schemaname = 'public'
UNION ALL SELECT tgrelid::regclass::text, tgname::text, tgenabled::text FROM pg_trigger
    WHERE NOT tgisinternal
"""


def test_a_load_says_its_figures_beside_their_goals(data: str, loaded) -> None:
    assert loaded.returncode in {0, 1}, loaded.stderr
    assert f"{STORIES} stories in" in loaded.stdout
    assert loaded.stdout.count("goal") >= 3  # seconds, the memory of a reader and of writers
    assert ("MISSED" in loaded.stdout) == (loaded.returncode == 1)


def test_a_load_leaves_indexes_keys_and_triggers_as_they_were(data: str, loaded) -> None:
    asked = f"SELECT * FROM ((TABLE before EXCEPT ({SCHEMA})) UNION ALL (({SCHEMA}) EXCEPT TABLE"
    asked += " before)) AS other WHERE other.of <> 'before'"
    other = run(data, "-m", "newsroom.localdb", "psql", "-Atc", asked)
    assert (other.stdout.strip(), other.stderr) == ("", "")


def test_pages_are_measured_and_judged(data: str, loaded, tmp_path: Path) -> None:
    words = ("--rounds", "2", "--seconds", "0.2", "--out", str(tmp_path), data)
    done = run(data, "-m", "bench", "pages", *words)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    found = json.loads((tmp_path / "pages.json").read_text())
    rows = {one["row"]: one for one in found["rows"]}
    # Sixty stories have no fiftieth page.
    assert set(GOALS) - {"section, page 50"} <= set(rows)
    assert {"bare view, 30 KB", "topic", "person", "nothing there"} <= set(rows)
    for one in rows.values():
        assert len(one["rounds"]) == 2
        assert one["rate"] > 0 < one["best"]["cost"] <= one["median"], one
    assert found["newsrooms"] == {Path(data).name: STORIES}
    assert all(most > 0 for most in found["memory"].values())
    assert any(not one["met"] for one in found["goals"]) == (done.returncode == 1)
    picture = ElementTree.fromstring((tmp_path / "pages.svg").read_text())
    assert picture.tag.endswith("svg")


def test_a_goal_that_is_missed_ends_with_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([Goal("a figure", 1, 1)]) == 0
    assert report([Goal("a figure", 1, 1), Goal("another", 2, 1)]) == 1
    assert "MISSED" in capsys.readouterr().out
