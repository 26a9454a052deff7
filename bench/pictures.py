"""Photographs of 12 megapixels into all their renditions: how many a minute, and how much memory.

Draws its own photographs; needs no database. `python -m bench pictures 1000` takes most of an hour.
"""

import hashlib
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from articles.darkroom.claims import Limits
from articles.darkroom.crops import CROPS, box_of, sheets_of
from articles.darkroom.enlarging import enlarge

SIZE = (4000, 3000)
#: One line of the table for so many photographs.
LINES = 10


def photograph(path: Path, seed: int) -> None:
    """Soft shapes under fine noise: about what a camera's JPEG weighs."""
    chance = random.Random(seed)
    small = Image.frombytes("RGB", (40, 30), chance.randbytes(3600))
    image = small.resize(SIZE, Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (1000, 750), chance.randbytes(750_000)).resize(SIZE)
    Image.blend(image, grain.convert("RGB"), 0.12).save(path, "JPEG", quality=90)


def main(arguments: list[str]) -> None:
    count = int(arguments[0]) if arguments else 20
    sheets = [one for crop in CROPS for one in sheets_of(crop, box_of(crop, SIZE, (500, 500)))]
    print(f"{count} photographs of {SIZE[0]} × {SIZE[1]}, {len(sheets)} files each")
    titles = ("a minute", "CPU s", "KB each", "MiB here", "MiB child")
    print(f"{'done':>6}" + "".join(f"{one:>10}" for one in titles))
    spent, written, names = 0.0, 0, set()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, count + 1):
            room = Path(folder) / str(number)
            room.mkdir()
            photograph(room / "original", number)
            started = time.perf_counter()
            made = enlarge(room / "original", sheets, room, Limits())
            spent += time.perf_counter() - started
            for path in made.values():
                written += path.stat().st_size
                names.add(hashlib.sha256(path.read_bytes()).hexdigest())
                path.unlink()
            (room / "original").unlink()
            if number % max(1, count // LINES) == 0:
                line(number, spent, written)
    print(f"{len(names)} different files")


def line(number: int, spent: float, written: int) -> None:
    rate, each = number * 60 / spent, written / number / 1024
    here, child = peak(resource.RUSAGE_SELF), peak(resource.RUSAGE_CHILDREN)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = (used.ru_utime + used.ru_stime) / number
    row = f"{number:>6}{rate:>10.1f}{busy:>10.1f}{each:>10.0f}{here:>10.0f}{child:>10.0f}"
    print(row, flush=True)


def peak(who: int) -> float:
    """Resident memory at its highest, in MiB; of children, that of the largest."""
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(who).ru_maxrss / unit
