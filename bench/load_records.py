"""What one line of the file says, in the words and shapes of the press."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.utils import timezone

from articles.text.digest import digest
from articles.text.ids import block_id
from articles.text.typesetting.gaps import UNITS, glued

from .load_patterns import credit

Record = dict[str, Any]
#: What a link of the file means. Not "previous": chains of it are told on every page they reach,
#: and links that were drawn by lot would make one chain of the whole paper.
KIND = "background"
WORDS = (
    *("kicker", "headline", "short_headline", "standfirst", "body", "place"),
    *("search_title", "search_description"),
)
#: What makes a space firm (`articles.text.typesetting.gaps`): what stands before a number, what
#: behind it, or the point of an abbreviation.
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December", "Januar", "Jänner", "Februar", "März", "Mai", "Juni"),
    *("Juli", "Oktober", "Dezember"),
)
NUMBERED = ("§", "Nr.", "S.", "Art.", "Abs.", "Kap.", "Bd.", "No.", "p.", "pp.", "vol.", "Fig.")
BEFORE = tuple(f"{one} " for one in (*MONTHS, *NUMBERED))
COUNTED = "|".join([*UNITS.values(), *MONTHS])
BEHIND = re.compile(rf"\.? (?:\d|(?:{COUNTED})(?!\w))")
DIGITS = re.compile(r"\d+")
SHORT = re.compile(
    r"\.(?:(?<=\W[A-Za-zä]\.)|(?<=\W(?:Nr|Dr|St|Mr|Ms|No|pp)\.)"
    r"|(?<=\W(?:Art|Abs|Kap|Mrs|vol|Fig)\.)|(?<=\WProf\.))"
)
#: Characters on either side of such a place that are looked at.
AROUND = 24


class Tie(NamedTuple):
    """A link: its key, its place among them, and the number of the record it leads to."""

    key: str
    order: int
    to: int


def refined(line: str) -> Record:
    """A record with its moment, and with each topic and link once."""
    record: Record = json.loads(line)
    record["at"] = moment(record["published"])
    record["tags"] = list(dict.fromkeys(record["tags"]))
    record["related"] = list(dict.fromkeys(record.get("related", ())))
    record["blocks"] = [(tag, text.strip()) for tag, text in record["blocks"]]
    return record


def moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def title_of(record: Record) -> str:
    """Its section's."""
    return str(record.get("section_title") or record["section"].capitalize())


def body_of(record: Record, keys: list[str], *, firm: bool = False) -> str:
    """Its text as a cleaned body; with `firm` spaces, as it is printed."""
    return "".join(
        f'<{tag} data-block="{key}">{kept(set_in(text, record["lang"]) if firm else text)}</{tag}>'
        for key, (tag, text) in zip(keys, record["blocks"], strict=True)
    )


def kept(text: str) -> str:
    """As a cleaned body writes words: quotation marks stay."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\u00a0", "&nbsp;")


def set_in(text: str, language: str) -> str:
    """With firm spaces; only around a number or an abbreviation there may be any."""
    places = [one.span() for one in DIGITS.finditer(text) if bound(text, *one.span())]
    places += [one.span() for one in SHORT.finditer(text)]
    for start, end in sorted(places, reverse=True):
        first = max(0, text.rfind(" ", 0, max(0, start - AROUND)))
        last = text.find(" ", end + AROUND)
        last = len(text) if last < 0 else last
        text = text[:first] + glued(text[first:last], language) + text[last:]
    return text


def bound(text: str, start: int, end: int) -> bool:
    """Whether something may belong to the number that stands there."""
    return text.endswith(BEFORE, 0, start) or BEHIND.match(text, end) is not None


def block_keys(record: Record) -> list[str]:
    return [block_id() for _block in record["blocks"]]


def path_of(record: Record) -> str:
    """See `articles.reader.addresses.story_path`."""
    month = timezone.localtime(record["at"])
    return f"/{record['section']}/{month.year}/{month.month:02}/{record['slug']}/"


def marks_of(record: Record) -> Iterator[str]:
    """Of its month and language, as the concordance has them."""
    month = record["at"].astimezone(UTC)
    yield from (f"~{month.year}", f"~{month.year}-{month.month:02}")
    yield f"~l{record['lang'].split('-')[0]}"


def frozen(
    record: Record, body: str, person: dict[str, Any], source: int, ties: list[Tie]
) -> dict[str, Any]:
    """Its words as an edition freezes them."""
    return {
        "genre": "news",
        "language": record["lang"],
        "kicker": "",
        "headline": record["headline"],
        "short_headline": "",
        "standfirst": record["dek"],
        "body": body,
        "place": "",
        "search_title": "",
        "search_description": "",
        "story_kind": "story",
        "format": 1,
        "bylines": [person],
        "credits": [credit(source, record["source"])],
        "links": [{"key": one.key, "kind": KIND, "quoted": "", "wording": ""} for one in ties],
        "pictures": [],
    }


def ties_of(record: Record) -> list[Tie]:
    return [Tie(block_id(), order, to) for order, to in enumerate(record["related"])]


def printed(words: dict[str, Any], at: str) -> tuple[Any, ...]:
    """The columns of an edition from its number to its pictures, as the loader orders them."""
    rows = (json.dumps(words[name]) for name in ("bylines", "credits", "links", "pictures"))
    before = (1, "first", "", at, 1, digest(words), 1, "story", "news", words["language"])
    return (*before, *(words[name] for name in WORDS), *rows)
