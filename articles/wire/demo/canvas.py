"""What the demo's pictures are drawn with: skies, ridges, houses, people, like a screen print."""

import math
import random
from collections.abc import Sequence

from PIL import Image, ImageColor, ImageDraw, ImageFilter

#: Pixels; coordinates below count in hundredths of the height, so that a width is 150.
WIDTH, HEIGHT = 1500, 1000
UNIT = HEIGHT / 100

Point = tuple[float, float]
Colour = tuple[int, int, int]


def mixed(one: str, other: str, share: float) -> Colour:
    both = zip(ImageColor.getrgb(one)[:3], ImageColor.getrgb(other)[:3], strict=True)
    red, green, blue = (round(a + (b - a) * share) for a, b in both)
    return red, green, blue


class Canvas:
    """A sheet, the brush over it, and the chance of which the seed is the picture's name."""

    def __init__(self, name: str, *sky: str) -> None:
        self.chance = random.Random(name)  # noqa: S311  # the same picture each time
        self.image = gradient(sky)
        self.brush = ImageDraw.Draw(self.image, "RGBA")

    def shape(self, points: Sequence[Point], fill: str | Colour) -> None:
        self.brush.polygon([(x * UNIT, y * UNIT) for x, y in points], fill=fill)

    def block(self, left: float, top: float, right: float, bottom: float, fill: str) -> None:
        self.brush.rectangle([one * UNIT for one in (left, top, right, bottom)], fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str | Colour, tall: float = 1) -> None:
        box = (x - radius, y - radius * tall, x + radius, y + radius * tall)
        self.brush.ellipse([one * UNIT for one in box], fill=fill)

    def stroke(self, points: Sequence[Point], fill: str, width: float) -> None:
        scaled = [(x * UNIT, y * UNIT) for x, y in points]
        self.brush.line(scaled, fill=fill, width=max(1, round(width * UNIT)), joint="curve")

    def ridge(self, y: float, height: float, fill: str, steps: int = 24) -> None:
        """Land seen from far away, down to the lower edge."""
        phases = [self.chance.uniform(0, 6.3) for _ in range(3)]
        edge = [
            (x, y - height * sum(math.sin(x / (17 / n) + p) / n for n, p in enumerate(phases, 1)))
            for x in (150 * step / steps for step in range(steps + 1))
        ]
        self.shape([*edge, (150, 100), (0, 100)], fill)

    def glow(self, x: float, y: float, radius: float, colour: str, strength: int = 200) -> None:
        """Light around a point."""
        light = Image.new("L", (WIDTH // 4, HEIGHT // 4))
        box = [one * UNIT / 4 for one in (x - radius, y - radius, x + radius, y + radius)]
        ImageDraw.Draw(light).ellipse(box, fill=strength)
        soft = light.filter(ImageFilter.GaussianBlur(radius * UNIT / 9)).resize(self.image.size)
        self.image.paste(Image.new("RGB", self.image.size, colour), (0, 0), soft)

    def mirror(self, line: float, tint: str, share: int = 90) -> None:
        """Water below a line: what stands above it, upside down, wavering, tinted."""
        y = round(line * UNIT)
        depth = HEIGHT - y
        above = self.image.crop((0, max(0, y - depth), WIDTH, y))
        below = above.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((WIDTH, depth))
        for row in range(0, depth, 5):
            shift = round(math.sin(row / 9) * (2 + row / 30))
            self.image.paste(below.crop((0, row, WIDTH, row + 5)), (shift, y + row))
        veil = Image.new("L", (WIDTH, depth), share)
        self.image.paste(Image.new("RGB", (WIDTH, depth), tint), (0, y), veil)
        for _ in range(90):
            x, low = self.chance.uniform(-10, 150), line + self.chance.random() ** 2 * (100 - line)
            self.stroke([(x, low), (x + self.chance.uniform(3, 14), low)], "#ffffff1c", 0.3)

    def house(
        self, x: float, base: float, width: float, height: float, wall: str, lit: str
    ) -> None:
        """A town house with a gable to the water."""
        top = base - height
        roof = [(x, top), (x + width / 2, top - width * 0.6), (x + width, top)]
        self.shape([(x, base), *roof, (x + width, base)], wall)
        for column in range(2):
            for row in range(max(1, int(height // 6))):
                left, high = x + width * (0.18 + 0.4 * column), top + 1.5 + row * 5.5
                fill = lit if self.chance.random() < 0.45 else "#16242e"
                self.block(left, high, left + width * 0.22, high + 3, fill)

    def town(self, base: float, walls: Sequence[str], lit: str, left: float, right: float) -> None:
        x = left
        while x < right:
            width = self.chance.uniform(6, 11)
            self.house(x, base, width, self.chance.uniform(8, 17), self.chance.choice(walls), lit)
            x += width + self.chance.uniform(-0.2, 0.6)

    def person(self, x: float, y: float, size: float, fill: str) -> None:
        """Somebody standing, feet at (x, y)."""
        self.disc(x, y - size * 0.92, size * 0.08, fill)
        self.shape(
            [
                *((x - size * 0.14, y - size * 0.8), (x + size * 0.14, y - size * 0.8)),
                *((x + size * 0.1, y), (x + size * 0.02, y), (x, y - size * 0.36)),
                *((x - size * 0.02, y), (x - size * 0.1, y)),
            ],
            fill,
        )


def gradient(colours: Sequence[str]) -> Image.Image:
    """From the first, above, to the last."""
    strip = Image.new("RGB", (1, len(colours)))
    strip.putdata([mixed(one, one, 0) for one in colours])
    return strip.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
