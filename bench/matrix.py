"""Who gets where at the desk: every address × method × role beside the reviewed table; and every
name the database knows, posted to every form that does not show it."""

import sys

from .proofs import at_least, at_most, prove

PROOF = ("tests/desk/test_permission_matrix.py", "tests/desk/test_over_posting.py")
GOALS = (
    at_least("addresses × methods × roles", 1_000),
    at_most("unexpected answers"),
    at_most("addresses uncovered"),
    at_least("fields posted that no form shows", 1_000),
    at_most("rows changed by such fields"),
)


def main(arguments: list[str]) -> None:
    sys.exit(prove(PROOF, GOALS, *arguments))
