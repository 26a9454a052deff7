"""Logos for the tests, drawn on the spot."""

import io

from PIL import Image, ImageDraw

from articles.drafts.logos import draw_logo


def mark(ink: str = "#102030", size: tuple[int, int] = (1200, 400), mode: str = "RGBA"):
    """A disc and a bar in one ink, on nothing; a few empty pixels around them."""
    ground = (0, 0, 0, 0) if mode == "RGBA" else "#ffffff"
    image = Image.new(mode, size, ground)
    draw = ImageDraw.Draw(image)
    width, height = size
    draw.ellipse((10, 10, height - 10, height - 10), ink)
    draw.rectangle((height, height // 3, width - 11, 2 * height // 3), ink)
    return image


def file(image: Image.Image | None = None, format: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    (image or mark()).save(out, format, **more)
    return out.getvalue()


def logo(tmp_path, by, image: Image.Image | None = None):
    """As the desk would draw it, not saved."""
    path = tmp_path / "zeichen.png"
    path.write_bytes(file(image))
    return draw_logo(path, "zeichen.png", by=by)
