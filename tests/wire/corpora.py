"""Real files of the trade, where somebody has put them beside the project."""

import os
from pathlib import Path

FOLDER = Path(os.environ.get("NEWSROOM_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))
CORPORA = FOLDER if FOLDER.is_dir() else None


def files(*folders: str) -> list[Path]:
    """All files of these folders, or none."""
    if CORPORA is None:
        return []
    return sorted(one for name in folders for one in (CORPORA / name).rglob("*") if one.is_file())
