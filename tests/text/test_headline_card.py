"""The picture of a headline: whatever the words, it is a picture of the right size."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from articles.darkroom.headline_card import broken, face, headline_card

FONTS = Path(__file__).parents[2] / "static/reader/fonts"
HEADLINE = "«Die Fähre muss fahren»: Stadtrat beendet zwölf Jahre Streit um den Ostkai"


def made(headline: str, kicker: str = "Hafenplan", site: str = "Der Fährbote") -> Image.Image:
    data = headline_card(headline, kicker, site, fonts=FONTS, accent="#0b5fa5")
    assert data.startswith(b"\x89PNG")
    assert len(data) < 100_000
    return Image.open(BytesIO(data))


@pytest.mark.parametrize(
    "words",
    [
        HEADLINE,
        "Kurz",
        "",
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenantragsformular" * 3,
        "Wort " * 200,
        "Žižek, Łódź, Çelik, ﷽, 漢字 und \x00\x07\u202e",
        "<svg onload=alert(1)> & \"'",
    ],
)
def test_any_headline_makes_a_picture_as_networks_ask_for_it(words):
    image = made(words)
    assert image.size == (1200, 630)
    assert image.getcolors(256) is not None


def test_the_same_words_are_the_same_bytes_and_others_are_not():
    one, again, other = made(HEADLINE), made(HEADLINE), made("Anderes")
    assert one.tobytes() == again.tobytes() != other.tobytes()


def test_nothing_is_drawn_in_the_margins():
    image = made(HEADLINE * 3, kicker="Lang " * 60).convert("RGB")
    paper = image.getpixel((5, 300))
    right = image.crop((1200 - 40, 20, 1200, 630))
    assert right.getcolors() == [(40 * 610, paper)]


def test_no_word_of_a_headline_that_fits_is_lost():
    lines = broken(HEADLINE, face(FONTS, "newsreader-display", 70))
    assert " ".join(lines) == HEADLINE
