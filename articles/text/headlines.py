"""When two headlines are the same: the normal form by which promises find their story."""

import re
import unicodedata

#: Letters that nobody sees.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
#: Between words nothing counts but that there is something: quotation marks, dashes, stops.
BETWEEN = re.compile(r"[^\w]+|_+")
LONGEST = 300


def normal(headline: str) -> str:
    """The headline without case, marks and kinds of space; "" if no letter or digit is in it.

    «Tödliches Erdbeben …» and "tödliches erdbeben" are one. Words, their order and their
    spelling count: nothing here is fuzzy.
    """
    text = unicodedata.normalize("NFKC", headline).translate(INVISIBLE).casefold()
    text = unicodedata.normalize("NFC", text)
    return BETWEEN.sub(" ", text).strip()[:LONGEST].strip()
