"""The hard tests at full length: saves and front edits at once, looks back, crashes, raced
signatures, hostile words, ten thousand probes for a leak, how long a denial takes, a restore of ten
thousand articles."""

import os
import subprocess
import sys

TESTS = (
    "tests/desk/test_saves_at_once.py",
    "tests/desk/test_fronts_at_once.py",
    "tests/desk/test_random_edits.py",
    "tests/desk/test_four_eyes_raced.py",
    "tests/desk/test_gate_at_length.py",
    "tests/press/test_replay.py",
    "tests/journeys/test_crashes.py",
    "tests/reader/test_feed_archive.py",
    "tests/reader/test_hostile.py",
    "tests/reader/test_leaks.py",
    "tests/reader/test_not_found_timing.py",
    "tests/reader/test_inert.py",
    "tests/reader/test_inert_in_print.py",
    "tests/journeys/test_inert.py",
    "tests/wire/test_vault_drill.py",
)


def main(arguments: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:randomly", *(arguments or TESTS)],
        env=os.environ | {"NEWSROOM_HARD": "1"},
        check=False,
    )
    sys.exit(ran.returncode)
