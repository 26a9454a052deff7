"""The digest: one number for what would be printed, blind to everything else."""

import hashlib
import json
import unicodedata
from typing import Any

from .blocks import without_ids

#: Of a byline and of a credit only these count: a person who changes names voids no signature.
BYLINE = ("person", "role")
CREDIT = ("source", "relation", "url", "retrieved", "in_text")
LINK = ("key", "kind", "quoted", "wording")
#: A picture's own caption counts, the one on its record does not.
PICTURE = ("key", "role", "own")


def essence(words: dict[str, Any]) -> dict[str, Any]:
    """What of the printed words counts, block ids and looked-up names left out."""
    kept = dict(words)
    kept["body"] = without_ids(words.get("body", ""))
    kept["bylines"] = [{k: one[k] for k in BYLINE if one.get(k)} for one in words["bylines"]]
    kept["credits"] = [{k: one[k] for k in CREDIT if one.get(k)} for one in words["credits"]]
    kept["links"] = [{k: one[k] for k in LINK if one.get(k)} for one in words.get("links", ())]
    kept["pictures"] = [
        {k: one[k] for k in PICTURE if one.get(k)} for one in words.get("pictures", ())
    ]
    return kept


def digest(words: dict[str, Any]) -> str:
    """SHA-256, in hexadecimal, of canonical JSON: UTF-8, NFC, keys sorted, no blanks.

    Empty fields are left out, so that a field added later changes no old digest.
    """
    full = {key: value for key, value in essence(words).items() if value not in ("", None, [], {})}
    text = json.dumps(full, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
