"""Pictures for the tests: drawn on the spot, filed as the desk would file an upload."""

import hashlib
import io
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from articles.catalog.models import Picture
from articles.drafts.models import Original
from articles.drafts.models.original import PRINTS, private
from articles.press import tasks
from articles.text.ids import block_id

SEEN = iter(range(1, 10_000))


@pytest.fixture(autouse=True)
def folders(settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Originals and renditions of one test, for its own process and for servers it starts."""
    storages = deepcopy(settings.STORAGES)
    for name, variable in (("originals", "ORIGINALS_DIR"), ("renditions", "RENDITIONS_DIR")):
        storages[name]["OPTIONS"]["location"] = str(tmp_path / name)
        monkeypatch.setenv(variable, str(tmp_path / name))
    settings.STORAGES = storages
    return tmp_path


def drawing(width: int, height: int) -> Image.Image:
    """No two are alike, and each has more in it than a plain colour."""
    number = next(SEEN)
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(image)
    for spot in range(40):
        x, y = (number * 37 + spot * 113) % width, (number * 53 + spot * 71) % height
        draw.ellipse((x, y, x + width // 9, y + height // 9), ((spot * 6) % 256, number % 256, 90))
    return image


def encoded(image: Image.Image, format: str = "JPEG", **more: object) -> bytes:
    file = io.BytesIO()
    image.save(file, format, **more)
    return file.getvalue()


def picture(
    image: Image.Image | None = None, data: bytes = b"", media_type: str = "image/jpeg", **record
) -> Picture:
    """A picture with its original and the desk's prints of it."""
    image = image or drawing(1800, 1200)
    data = data or encoded(image, quality=85)
    values = {
        "alt": "Eine Fähre mit offenen Toren.",
        "caption": "Die «Seeschwalbe» am Ostkai.",
        "credit": "Bild: Leander Vossmer",
        "width": image.width,
        "height": image.height,
        "colour": "#336699",
    }
    made = Picture.objects.create(**values | record)
    digest = hashlib.sha256(data).hexdigest()
    original = Original(
        picture=made,
        filename="faehre.jpg",
        media_type=media_type,
        size=len(data),
        digest=digest,
        likeness=0,
    )
    original.file.name = private().save(f"{digest[:2]}/{digest}.jpg", ContentFile(data))
    original.save()
    for size, longest in PRINTS.items():
        small = image.convert("RGB")
        small.thumbnail((longest, longest))
        private().save(original.print_name(size), ContentFile(encoded(small)))
    return made


def figure(one: Picture, caption: str = "") -> str:
    """As it stands in a text."""
    inner = f"<figcaption>{caption}</figcaption>" if caption else ""
    return f'<figure data-picture="{one.key}" data-block="{block_id()}">{inner}</figure>'


def develop(*pictures: Picture) -> None:
    """What the worker does after a publication."""
    for one in pictures:
        tasks.develop(key=one.key)


def lying() -> set[str]:
    """Names of the files in the folder of renditions."""
    folder = Path(settings.STORAGES["renditions"]["OPTIONS"]["location"])
    return {one.name for one in folder.rglob("*") if one.is_file()}
