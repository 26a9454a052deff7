"""What the public site's role may not do in the database: statement by statement, every table,
column, sequence and function that its manifest does not name."""

import sys

from .proofs import at_least, at_most, prove

PROOF = (
    "tests/reader/test_wall.py",
    "tests/reader/test_session.py",
    "tests/reader/test_public_process.py",
)
GOALS = (
    at_least("statements beyond the manifest", 500),
    at_most("statements that succeeded"),
    at_most("rights beyond the manifest"),
)


def main(arguments: list[str]) -> None:
    sys.exit(prove(PROOF, GOALS, *arguments))
