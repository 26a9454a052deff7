"""`bench bombs`, and how the verbs that run proofs take what tests record: quickly, on a few."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.proofs import at_least, at_most

PROJECT = Path(__file__).resolve().parents[2]
PROVE = """
import sys
from bench.proofs import at_least, at_most, prove
sys.exit(prove([sys.argv[1]], [at_least("asked", 2), at_most("told")], "-c", "/dev/null"))
"""
RECORDS = """
def test_one(record_property):
    record_property("asked", 1)

def test_two(record_property):
    record_property("asked", 1)
    record_property("told", {told})
    assert {holds}
"""


def ran(*words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, *words]
    return subprocess.run(line, cwd=PROJECT, capture_output=True, text=True, check=False)


def proved(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_proof.py").write_text(source)
    return ran("-c", PROVE, str(folder / "test_proof.py"))


def test_figures_of_all_tests_are_added_up_and_judged(tmp_path):
    done = proved(tmp_path, RECORDS.format(told=0, holds=True))
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^asked +2\.00 +goal +≥ 2\.00 +met$", done.stdout, re.MULTILINE)
    assert proved(tmp_path, RECORDS.format(told=1, holds=True)).returncode == 1


def test_a_proof_that_fails_is_named(tmp_path):
    done = proved(tmp_path, RECORDS.format(told=0, holds=False))
    assert done.returncode == 1
    assert re.search(r"failed: \S*test_proof\.py::test_two", done.stdout)


@pytest.mark.parametrize("source", ["def test_one(): pass", "", "import nowhere_to_be_found"])
def test_a_proof_that_records_nothing_is_none(tmp_path, source):
    done = proved(tmp_path, source)
    assert done.returncode == 1
    assert "no test recorded: told" in done.stdout


def test_a_goal_without_a_figure_is_not_met():
    assert not at_most("told").met
    assert not at_least("asked", 0).met


def test_a_few_bombs_end_as_they_should_within_their_goals():
    done = ran("-m", "bench", "bombs", "200,000 open", "json, 1,000,000", "picture: eps")
    assert done.returncode in {0, 1}, done.stderr
    assert "EXPECTED" not in done.stdout
    for ends in ("TooDeep", "Unreadable", "Refused EPS"):
        assert ends in done.stdout
    assert re.search(r"^inputs +3\.00", done.stdout, re.MULTILINE)
    assert done.stdout.count("goal") == 4
