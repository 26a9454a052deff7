"""Ten thousand questions to the site for words that only drafts, embargoed, unscheduled and
withdrawn stories have, in every field and file: how many answers tell one."""

import sys

from .proofs import at_least, at_most, prove

PROOF = ("tests/reader/test_leaks.py",)
GOALS = (
    at_least("probes", 10_000),
    at_most("answers that told a secret word"),
    at_most("addresses of the site not asked"),
    at_most("fields without a secret word"),
)


def main(arguments: list[str]) -> None:
    sys.exit(prove(PROOF, GOALS, *arguments))
