"""A headline as a picture: what a shared link shows where a story has no picture of its own."""

import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

#: Pixels, as networks ask for them.
WIDTH, HEIGHT, MARGIN = 1200, 630, 72
PAPER, INK, SOFT = "#fdfbf7", "#1b1a17", "#5e5a52"
#: The largest headline that fits is taken; the smallest is cut.
SIZES, LEADING, LINES = (92, 80, 70, 60, 52, 46), 1.12, 5
#: More letters than this are never drawn.
LONGEST = 300

Font = ImageFont.FreeTypeFont


class Face:
    """A type in two files: the letters of most texts, and those of the rest of Europe."""

    def __init__(self, files: tuple[Path, Path], size: int) -> None:
        self.fonts = [ImageFont.truetype(str(one), size) for one in files]
        self.size = size
        self.absent = [bytes(one.getmask("\uffff")) for one in self.fonts]
        self.letters: dict[str, tuple[str, Font, float]] = {}

    def of(self, letter: str) -> tuple[str, Font, float]:
        """The letter in the file that has it, without its accent where neither does; its width."""
        if letter not in self.letters:
            drawn, font = self.found(letter)
            self.letters[letter] = (drawn, font, font.getlength(drawn))
        return self.letters[letter]

    def found(self, letter: str) -> tuple[str, Font]:
        for one in (letter, unicodedata.normalize("NFKD", letter)[0]):
            for font, absent in zip(self.fonts, self.absent, strict=True):
                if one.isspace() or bytes(font.getmask(one)) != absent:
                    return one, font
        return letter, self.fonts[0]

    def runs(self, text: str) -> list[tuple[str, Font]]:
        """The text in pieces that one file has all letters of."""
        found: list[tuple[str, Font]] = []
        for letter in text:
            drawn, font, _width = self.of(letter)
            if found and found[-1][1] is font:
                found[-1] = (found[-1][0] + drawn, font)
            else:
                found.append((drawn, font))
        return found

    def width(self, text: str) -> float:
        """As if no letters were moved closer together."""
        return sum(self.of(letter)[2] for letter in text)

    def draw(
        self, sheet: ImageDraw.ImageDraw, at: tuple[float, float], text: str, ink: str
    ) -> None:
        left, top = at
        for run, font in self.runs(text):
            sheet.text((left, top), run, font=font, fill=ink, anchor="ls")
            left += font.getlength(run)


@lru_cache(maxsize=32)
def face(folder: Path, name: str, size: int) -> Face:
    return Face((folder / f"{name}-core.woff2", folder / f"{name}-ext.woff2"), size)


def headline_card(headline: str, kicker: str, site: str, *, fonts: Path, accent: str) -> bytes:
    """A PNG of 1200 by 630: the same words give the same bytes. `accent` is a colour, `#rrggbb`."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    sheet = ImageDraw.Draw(image)
    sheet.rectangle((0, 0, WIDTH, 16), fill=accent)
    small = face(fonts, "public-sans", 30)
    top = float(MARGIN + 46)
    if kicker:
        small.draw(sheet, (MARGIN, top), shortened(kicker, small), accent)
        top += 20
    large, lines = fitted(plain(headline), fonts, HEIGHT - top - 2 * MARGIN)
    for line in lines:
        top += large.size * LEADING
        large.draw(sheet, (MARGIN, top), line, INK)
    face(fonts, "newsreader-display", 40).draw(
        sheet, (MARGIN, HEIGHT - MARGIN + 12), plain(site), SOFT
    )
    out = BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def plain(text: str) -> str:
    """One line of letters that can be seen."""
    seen = "".join(one if one.isprintable() else " " for one in text[:LONGEST])
    return " ".join(seen.split())


def fitted(text: str, fonts: Path, height: float) -> tuple[Face, list[str]]:
    for size in SIZES:
        large = face(fonts, "newsreader-display", size)
        lines = broken(text, large)
        if len(lines) <= LINES and len(lines) * size * LEADING <= height:
            return large, lines
    room = int(height // (large.size * LEADING))
    if len(lines) > room:
        lines = [*lines[: room - 1], shortened(f"{lines[room - 1]} …", large, dots=True)]
    return large, lines


def broken(text: str, type_: Face) -> list[str]:
    """The text in lines; a word longer than a line is cut where the line ends."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and type_.width(joined) <= WIDTH - 2 * MARGIN:
            lines[-1] = joined
            continue
        while len(word) > 1 and type_.width(word) > WIDTH - 2 * MARGIN:
            fits = next(n for n in range(len(word) - 1, 0, -1) if narrow(word[:n], type_))
            lines.append(word[:fits])
            word = word[fits:]
        lines.append(word)
    return lines


def narrow(text: str, type_: Face) -> bool:
    return len(text) == 1 or type_.width(text) <= WIDTH - 2 * MARGIN


def shortened(text: str, type_: Face, *, dots: bool = False) -> str:
    """As much of one line as there is room for."""
    text = plain(text)
    if not dots and type_.width(text) <= WIDTH - 2 * MARGIN:
        return text
    text = text.removesuffix(" …")
    while text and type_.width(f"{text} …") > WIDTH - 2 * MARGIN:
        text = text[:-1]
    return f"{text.rstrip()} …"
