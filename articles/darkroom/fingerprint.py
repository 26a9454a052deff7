"""What a picture is known by: its average colour, and 64 bits in which alike ones differ little."""

from PIL import Image


def colour(image: Image.Image) -> str:
    """`#rrggbb`, of an RGB picture: for the place it will fill."""
    return f"#{image.resize((1, 1), Image.Resampling.BOX).tobytes().hex()}"


def likeness(image: Image.Image) -> int:
    """A difference hash as a signed number of 64 bits: is a spot brighter than its left neighbour?

    Small, recompressed or slightly brightened copies differ in few of the bits.
    """
    small = image.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    spots = small.tobytes()
    bits = 0
    for row in range(8):
        for left in range(row * 9, row * 9 + 8):
            bits = bits << 1 | (spots[left + 1] > spots[left])
    return bits - (1 << 64) if bits >> 63 else bits
