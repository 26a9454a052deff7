"""Colours by lightness, strength and angle, as screens show them, and how well they can be read.

The conversion is Björn Ottosson's Oklab, the contrast that of WCAG 2.
"""

from math import cos, radians, sin

#: Steps by which a colour that no screen can show gives up strength.
STEP = 0.002


def hexed(lightness: float, strength: float, angle: float) -> str:
    """`#rrggbb` of an Oklch colour: 0 to 1, about 0 to 0.3, degrees."""
    while True:
        channels = linear(lightness, strength, angle)
        if strength <= 0 or all(-0.0005 <= one <= 1.0005 for one in channels):
            return "#" + "".join(f"{round(255 * encoded(one)):02x}" for one in channels)
        strength -= STEP


def linear(lightness: float, strength: float, angle: float) -> tuple[float, float, float]:
    """Red, green and blue light; outside 0 to 1 where no screen can show it."""
    a, b = strength * cos(radians(angle)), strength * sin(radians(angle))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def encoded(light: float) -> float:
    """A channel as sRGB writes it."""
    light = min(max(light, 0.0), 1.0)
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def luminance(colour: str) -> float:
    """How bright `#rrggbb` is, from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    parts = [
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4
        for one in (red, green, blue)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """From 1 to 21; text asks for 4.5."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
