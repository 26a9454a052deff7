"""How hard the hard tests try: a little in every run, fully by `python -m bench hard`."""

import os

FULLY = bool(os.environ.get("NEWSROOM_HARD"))


def times(often: int, *, fully: int) -> int:
    """How many times: `often` in the suite, `fully` in the bench."""
    return fully if FULLY else often
