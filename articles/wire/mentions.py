"""Whom a text credits, and what it says was reported before: recognised, never changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

#: Characters of a passage in which credits are looked for.
LONGEST = 4_000
#: One word with the punctuation around it.
WORD = re.compile(r"\S+")
OPENING, ENDING = "«„“\"'(", "»“”\"').,;:!?…"
AROUND = OPENING + ENDING
QUOTES = {"«": "»", "„": "“", "“": "”", '"': '"'}
ARTICLES = {"die", "der", "das", "dem", "den", "des", "the", "a", "an", "von", "zuerst", "auch"}
#: A sentence that ends with one of these and a name credits that name.
SAYS = {
    *("schreibt", "schrieb", "berichtet", "berichtete", "meldet", "meldete", "reports"),
    *("reported by",),
}
#: These credit only what is clearly an outlet: «laut» may also go before a police report.
PER = {"laut", "according to", "bericht der", "bericht des", "bericht von"}
MATERIAL = {"material der", "material des", "material von", "material from"}
SAID_AFTER = {"reported", "reports"}
AGENCIES = {
    *("afp", "ansa", "ap", "apa", "bbc", "ard", "cnn", "dapd", "dpa", "efe", "epd", "kna", "lpd"),
    *(
        "ndr",
        "orf",
        "reuters",
        "rtl",
        "sda",
        "srf",
        "sid",
        "swr",
        "taz",
        "tass",
        "upi",
        "wdr",
        "xinhua",
    ),
    *("yonhap", "zdf", "bloomberg", "kyodo"),
}
#: Ends of words by which outlets call themselves.
OUTLET = re.compile(
    r"(?:zeitung|zeitungen|rundschau|spiegel|post|times|tagblatt|tageblatt|blatt|anzeiger|kurier|news"
    r"|nachrichten|agentur|agency|press(?:e)?|bote|welt|herald|tribune|journal|radio|magazin|magazine"
    r"|funk|guardian|observer|standard|echo|merkur|courier|gazette|chronicle|telegraph|dispatch"
    r"|wire|portal|sender|fernsehen|\.[a-z]{2,6})$"
)
DOMAIN = re.compile(r"\w\.[a-z]{2,6}$")
#: Who holds an office is quoted as a person, not credited as an outlet.
OFFICE = re.compile(
    r"(?:minister|präsident|sprecher|kanzler|chef|rat|direktor|könig|general|botschafter|experte"
    r"|forscher|anwalt|vorsitzende|vorsitzender|polizei|regierung|ministerium|medien|augenzeuge"
    r"|augenzeugen|zeugen|geschichte|president|mayor|police|officials?)(?:in|innen|s)?$"
)
OPENERS = (
    *("Zuvor berichteten wir", "Zuvor hatten wir berichtet", "Wir berichteten bereits"),
    *("Wie bereits gemeldet", "Wie bereits berichtet", "Wie wir bereits berichteten"),
    *("Wie wir bereits berichtet haben", "Wie wir berichteten", "Wie berichtet", "Wie gemeldet"),
    *("As we reported earlier", "As we reported", "As reported earlier", "As previously reported"),
    *("Earlier we reported", "Earlier, we reported", "We reported earlier", "We earlier reported"),
    *("Previously we reported", "Previously, we reported", "As we previously reported"),
)
#: A full stop behind a number, a single letter or a title ends no sentence.
SENTENCE_END = re.compile(
    r"(?<![\s.(]\w)(?<!\d)(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bNr)[.!?…][»“”\"]?(?=\s)"
)


@dataclass(frozen=True)
class Mention:
    """A source by the name the text gives it, and the words that credit it."""

    name: str
    #: "quoted", "rewritten" or "own".
    relation: str
    phrase: str


def mentions(passages: list[str]) -> tuple[Mention, ...]:
    """Every source once, in order."""
    found: dict[str, Mention] = {}
    for passage in passages:
        for one in mentions_in(passage[:LONGEST]):
            found.setdefault(one.name, one)
    return tuple(found.values())


def mentions_in(passage: str) -> Iterator[Mention]:
    """The sources one passage credits."""
    words = WORD.findall(passage)
    plain = [bare(word) for word in words]
    for at, (one, following) in enumerate(zip_longest(plain, plain[1:], fillvalue="")):
        two = f"{one} {following}"
        if two in MATERIAL or two in PER or two in SAYS:
            yield from before(words, at, 2, two)
        elif one in SAYS or one in PER:
            yield from before(words, at, 1, one)
        if one in SAID_AFTER:
            yield from after(words, at)
        if one == "wie":
            yield from between(words, at)


def before(words: list[str], at: int, length: int, verb: str) -> Iterator[Mention]:
    """ "…, schreibt Lommerbote." and "according to the Lommer Times"."""
    start, end = name_from(words, at + length)
    name = strip(" ".join(words[start:end]))
    aside = at > 0 and words[at - 1].endswith(",") and words[end - 1][-1] in ".,;!?"
    sure = is_outlet(name) or verb in MATERIAL
    if name and (sure or (verb in SAYS and aside and not holds_office(name))):
        relation = "rewritten" if verb in MATERIAL else "quoted"
        yield Mention(name, relation, phrase(words[at:end]))


def after(words: list[str], verb: int) -> Iterator[Mention]:
    """ "…, Reuters reported."."""
    start = verb
    while start > 0 and verb - start < 5 and is_name(words[start - 1]):
        if start < verb and words[start - 1][-1] in ENDING:
            break
        start -= 1
    name = strip(" ".join(words[start:verb]))
    if name and is_outlet(name):
        yield Mention(name, "quoted", phrase(words[start : verb + 1]))


def between(words: list[str], at: int) -> Iterator[Mention]:
    """ "wie die Lommer Rundschau berichtet"."""
    start, end = name_from(words, at + 1)
    name = strip(" ".join(words[start:end]))
    if name and end < len(words) and bare(words[end]) in SAYS and is_outlet(name):
        yield Mention(name, "quoted", phrase(words[at : end + 1]))


def name_from(words: list[str], start: int) -> tuple[int, int]:
    """Where a name begins behind articles, and where it ends."""
    while start < len(words) and words[start] in ARTICLES:
        start += 1
    close = QUOTES.get(words[start][0]) if start < len(words) else None
    end = start
    while end < len(words) and end - start < 6 and (close or is_name(words[end])):
        end += 1
        if words[end - 1][-1] in ENDING or (close and close in words[end - 1][1:]):
            break
    return start, end


def is_name(word: str) -> bool:
    """Whether a word can be part of a name."""
    letters = strip(word)
    known = letters in AGENCIES or DOMAIN.search(letters[-9:])
    return bool(letters) and (letters[0].isupper() or bool(known))


def is_outlet(name: str) -> bool:
    """Whether this is clearly the name of an outlet or an agency."""
    words = name.lower().split()
    return any(word in AGENCIES or OUTLET.search(word[-20:]) for word in words)


def holds_office(name: str) -> bool:
    """Whether this is a person by office, or no name at all."""
    return any(OFFICE.search(word[-20:]) for word in name.lower().split())


def bare(word: str) -> str:
    return strip(word).lower()


def strip(text: str) -> str:
    return text.strip(AROUND)


def phrase(words: list[str]) -> str:
    return " ".join(words).rstrip(".,;:!?")


def closing_sentence(passage: str) -> str:
    """The sentence at the end that says what was reported before, or ""."""
    start = max(passage.rfind(opener) for opener in OPENERS)
    if start < 0 or not (start == 0 or passage[:start].rstrip()[-1:] in '.!?…»“”"'):
        return ""
    sentence = passage[start:].rstrip()
    return "" if SENTENCE_END.search(sentence) else sentence
