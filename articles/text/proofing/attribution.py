"""Who says so: figures that nobody is named for, and texts that hear one side only."""

import re
from collections.abc import Iterator

from .sentences import sentences
from .spots import Spot, inside, quotations

#: By these words a reader knows whom a figure comes from.
SAID = {
    "de": re.compile(
        r"\b(?:(?:[Nn]ach|[Dd]en|[Ll]aut) (?:\w+ )?Angaben|Angaben (?:von|der|des|aus|zufolge)"
        r"|[Ll]aut"
        r"|zufolge|(?:heißt|hieß) es|sag(?:t|te|ten|en)|erklär(?:t|te|ten|en)"
        r"|berichte(?:t|te|ten|n)"
        r"|schreib(?:t|en)|schrieb(?:en)?|schätz(?:t|te|ten|en|ungen?|ungsweise)|melde(?:t|te|ten|n)"
        r"|gab(?:en)? [^.]{1,80} (?:an|bekannt)|gibt [^.]{1,80} (?:an|bekannt)"
        r"|beziffer(?:t|te|n|ten)"
        r"|teil(?:t|te|ten|en) [^.]{1,120} mit|mit(?:teilte|geteilt|teilen|teilt)|beton(?:t|te|ten)"
        r"|nenn(?:t|en)|nannte|spr(?:icht|ach|achen) von|rechne(?:t|te|n) mit|beruft|berief"
        r"|(?:[Ss]tatisti|[Ss]tudie|[Uu]mfrage|[Aa]uswertung|[Bb]erechnung|[Bb]ericht"
        r"|[Ee]rhebung)\w*|Quellen?|so (?:der|die|das) [A-ZÄÖÜ]\w+)\b"
    ),
    "en": re.compile(
        r"\b(?:[Aa]ccording to|sa(?:id|ys?)|told|report(?:s|ed|edly)?|estimat(?:e|es|ed|ing)"
        r"|announce[sd]?|cit(?:ing|ed|es)|(?:figures|data|numbers) (?:from|by|released)|statistics"
        r"|survey|poll|study|census|put the (?:number|figure|toll|cost)|claim(?:s|ed)?"
        r"|confirm(?:s|ed)|stated?|wrote|writes|officials?|expects?|found that|sources?)\b"
    ),
}
NUMBER = (
    r"(?<![\w.,:/§#-])(?<!§[ \u00a0])"
    r"(?P<number>\d{1,3}(?:[.,\u202f\u00a0 ’']\d{3})+|\d+(?:[.,]\d+)?)"
)
AMOUNT = {
    "de": r"(?:[Pp]rozent(?:punkte)?\b|%|Millionen\b|Milliarden\b|Mio\.|Mrd\.|Tausend\b)",
    "en": r"(?:per ?cent\b|%|(?:hundred|thousand|million|billion|trillion)\b)",
}
#: People: any number of them is somebody's count.
PEOPLE = {
    "de": r"(?:Tote[nr]?|Verletzten?|Opfer|Soldat(?:en|innen)|Menschen|Demonstrant\w+|Festnahmen"
    r"|Flüchtlinge[n]?|Vermissten?|Verletze|Kinder[n]?|Zivilist\w+|Häftlinge[n]?|Teilnehmer\w*)",
    "en": r"(?:(?:people|soldiers|troops|dead|wounded|injured|victims|protesters|demonstrators"
    r"|arrests|refugees|missing|children|civilians|prisoners|deaths|casualties|migrants)\b)",
}
#: Of these one may have many without anybody's having counted.
MEASURES = {
    "de": r"(?:Uhr|Jahre?n?|Tage?n?|Wochen?|Monate?n?|Stunden?|Minuten?|Sekunden?|Meter[n]?"
    r"|Kilometer[n]?|Zentimeter|Kilogramm|Grad|Januar|Februar|März|April|Mai|Juni|Juli|August"
    r"|September|Oktober|November|Dezember)\b",
    "en": r"(?:years?|days?|weeks?|months?|hours?|minutes?|seconds?|met(?:er|re)s?|miles?|feet"
    r"|kilomet(?:er|re)s?|degrees?|January|February|March|April|May|June|July|August|September"
    r"|October|November|December|a\.m|p\.m|am|pm|GMT)\b",
}
#: A number this high, with a thing behind it, is somebody's count, too.
HIGH = 100
YEAR = re.compile(r"(?:1[0-9]|20)\d\d")


def figures(text: str, language: str) -> Iterator[Spot]:
    """Figures for which neither their sentence nor one beside it names anybody; one a sentence."""
    tongue = language.split("-")[0]
    if tongue not in SAID:
        return
    parts = list(sentences(text))
    said = [bool(SAID[tongue].search(text, start, end)) for start, end in parts]
    quoted = [(one.start, one.end) for one in quotations(text)]
    for number, (start, end) in enumerate(parts):
        if any(said[max(0, number - 1) : number + 2]):
            continue
        for found in FIGURES[tongue].finditer(text, start, end):
            if counts(found, tongue) and not inside(found.start(), quoted):
                yield Spot(found.start(), found.end(), found[0])
                break


def counts(found: re.Match[str], tongue: str) -> bool:
    """Whether somebody must have counted or reckoned this."""
    plain = re.sub(r"[.,\u202f\u00a0 ’']", "", found["number"])
    if found["amount"] or found["people"]:
        return len(plain) > 1 or int(plain) > 1
    return int(plain) >= HIGH and not YEAR.fullmatch(found["number"])


def pattern(tongue: str) -> re.Pattern[str]:
    between = r"[ \u00a0\u202f](?:weitere |neue |junge |more |other |new )?"
    thing = r"[A-ZÄÖÜ]\w+" if tongue == "de" else r"[a-z]{3,}s\b"
    return re.compile(
        rf"{NUMBER}(?:[ \u00a0\u202f]?(?P<amount>{AMOUNT[tongue]})"
        rf"|{between}(?P<people>{PEOPLE[tongue]})"
        rf"|{between}(?!{MEASURES[tongue]})(?P<thing>{thing}))"
    )


FIGURES = {tongue: pattern(tongue) for tongue in SAID}

#: Bounded throughout: a word that never ends is looked at once.
_WORD = r"(?<![\w’-])[A-ZÄÖÜ][\w’-]{1,40}(?![\w’-])"
_NAME = rf"(?P<who>{_WORD}(?: (?:von |van |de |of the |of )?{_WORD}){{0,4}})"
_DER = (
    r"(?:(?:der|die|das|dem|den|des|aus|von|vom|eine[rms]?|seine[rm]?|ihre[rm]?) )*"
    r"(?:[a-zäöüß]+(?:e[nrsm]?) )?"
)
_DIE = r"(?:(?:der|die|das) )?(?:[a-zäöüß]+(?:e[nrsm]?) )?"
_THE = r"(?:(?:the|a|an|its|his|her) )*(?:[a-z]+ ){0,2}?"
_SAGT = (
    r"(?:sagt|sagte|erklärt|erklärte|schreibt|schrieb|berichtet|berichtete|meldet|meldete"
    r"|teilte|betont|betonte)"
)
_SAYS = r"(?:said|says|reported|reports|wrote|writes|announced|told)"
SOURCES = {
    "de": (
        re.compile(rf"\b(?:[Nn]ach|[Dd]en) Angaben {_DER}{_NAME}"),
        re.compile(rf"\b[Ll]aut {_DER}{_NAME}"),
        re.compile(rf"{_NAME} zufolge\b"),
        re.compile(rf"\b{_SAGT} {_DIE}{_NAME}"),
        re.compile(rf"{_NAME} {_SAGT}\b"),
    ),
    "en": (
        re.compile(rf"\b[Aa]ccording to {_THE}{_NAME}"),
        re.compile(rf"\b{_SAYS} {_THE}{_NAME}"),
        re.compile(rf"{_NAME} {_SAYS}\b"),
    ),
}
#: Capitals that name nobody.
NOBODY = {
    *("Der", "Die", "Das", "Er", "Sie", "Es", "Wir", "Ich", "Man", "The", "He", "She", "They"),
    *("It", "We", "You", "I", "Nach", "Laut", "Montag", "Dienstag", "Mittwoch", "Donnerstag"),
    *("Freitag", "Samstag", "Sonntag", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
    *("Saturday", "Sunday", "Angaben", "Angabe", "Dann", "Danach", "Später", "Zuvor", "Auch"),
    *("Dazu", "Darauf", "Zugleich", "Gestern", "Heute", "Wie", "Was", "Wer", "So", "Dies"),
    *("Then", "Later", "Earlier", "Also", "That", "This", "Who", "What", "Yesterday", "Today"),
}


def sources(text: str, language: str) -> list[Spot]:
    """Whom a text names for what it says, each once, by the place where they first turn up."""
    found: dict[str, Spot] = {}
    for one in SOURCES.get(language.split("-")[0], ()):
        for match in one.finditer(text):
            name = match["who"]
            words = [word for word in name.split() if word not in NOBODY]
            if words:
                spot = Spot(match.start("who"), match.end("who"), " ".join(words))
                key = known_as(words[-1])
                if key not in found or spot.start < found[key].start:
                    found[key] = spot
    return sorted(found.values(), key=lambda spot: spot.start)


def known_as(name: str) -> str:
    """A name without the ending of its case: «des Hafenamts» is the Hafenamt."""
    for end in ("’s", "'s", "es", "s"):
        if name.endswith(end) and len(name) > len(end) + 3:
            return name.removesuffix(end).casefold()
    return name.casefold()
