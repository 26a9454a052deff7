"""Words in an address: German is folded as Germans write it without umlauts."""

import re
import unicodedata

GERMAN = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss",
        "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ẞ": "SS",
        "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "œ": "oe", "Œ": "Oe", "ł": "l", "Ł": "L",
        "đ": "d", "Đ": "D", "ı": "i", "’": "", "'": "", "\u00ad": "",
    }
)  # fmt: skip
OTHER = re.compile(r"[^a-z0-9]+")


def slugify(text: str, length: int = 80) -> str:
    """`text` as lower-case ASCII words with hyphens, cut between words; "" if nothing is left."""
    # NFC first, or a decomposed ü (as macOS names files) would fold to u.
    folded = unicodedata.normalize("NFC", text).translate(GERMAN)
    ascii_only = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return _cut(OTHER.sub("-", ascii_only.lower()).strip("-"), length)


def _cut(slug: str, length: int) -> str:
    if len(slug) <= length:
        return slug
    whole_words, hyphen, _rest = slug[: length + 1].rpartition("-")
    return whole_words if hyphen else slug[:length]
