"""Hostile texts: what the desk saves, proofs, sets, compares and looks up, and what readers ask."""

import random
from collections.abc import Iterator
from functools import partial

from articles.drafts.models import Article
from articles.text.anchoring import Anchor, find
from articles.text.asking import understand
from articles.text.blocks import clean, plain
from articles.text.comparing import blocks
from articles.text.copied import check
from articles.text.highlighting import marked as highlighted
from articles.text.highlighting import passage
from articles.text.hrefs import hrefs
from articles.text.hyphens import soften
from articles.text.jotting import jotted
from articles.text.likeness import likeness
from articles.text.merging import merge
from articles.text.passages import passages
from articles.text.promises import promises
from articles.text.promising import marked
from articles.text.proofing import attribution, names, sentences, slips
from articles.text.shingles import sketch
from articles.text.typesetting.bodies import fixed, glued
from articles.text.typesetting.marks import pair

from .bomb import TAKEN, Bomb, text_of

#: Bytes: what a body may have, just about, and what somebody pastes by mistake.
FULL, PASTED = 1_990_000, 5_000_000
#: Letters that the proof reads, and of one passage.
PROOFED, PASSAGE = 200_000, 20_000


def proofed(text: str) -> None:
    """By every finder, in both languages; as much of a text as the proof reads."""
    finders = (
        *(slips.doubled, slips.hyphens, slips.foreign_marks, attribution.figures),
        *(names.two_spellings, sentences.long_sentences),
    )
    for language in ("de", "en"):
        for at in range(0, PROOFED, PASSAGE):
            for finder in finders:
                list(finder(text[at : at + PASSAGE], language))
        attribution.sources(text[:PROOFED], language)


def spaced(body: str) -> str:
    return glued(body, "de")


def set_anew(body: str) -> str:
    return fixed(body, "de", pair(plain(body), "de"))


def words_at_random(count: int, seed: int) -> str:
    """Of two different words, so that much is alike everywhere and nothing fits."""
    return " ".join(random.Random(seed).choices("ab", k=count))


def paragraphs(count: int, words: int, seed: int) -> str:
    return clean("".join(f"<p>{words_at_random(words, seed + n)}</p>" for n in range(count)))


def two_versions(count: int, words: int) -> tuple[str, str]:
    """Of one text: every paragraph is another one, in its place."""
    return paragraphs(count, words, 0), paragraphs(count, words, count)


def three_versions() -> tuple[str, str, str]:
    base = paragraphs(5_000, 30, 0)
    mine = base.replace("a b", "a c")
    return base, mine, "".join(reversed(base.split("(?<=</p>)"))).replace("b a", "b c")


def headline(text: str) -> None:
    Article._meta.get_field("headline").clean(text, None)


def promised(text: str) -> None:
    """In passages as long as the search for promises reads them."""
    promises([text[at : at + PASSAGE] for at in range(0, len(text), PASSAGE)])


def body_of(unit: str) -> tuple[str]:
    return (clean("<p>" + unit * ((FULL - 1_000) // len(unit.encode())) + "</p>"),)


def differ(before: str, after: str) -> None:
    blocks(before, after)


def cleaned_links(count: int) -> tuple[str]:
    return (clean("".join(map(link, range(count)))),)


def listed(body: str) -> None:
    list(hrefs(body))


def remark() -> tuple[list[tuple[str, str]], Anchor]:
    return [("aaaaaaaa", "a" * FULL)], Anchor("aaaaaaaa", "a" * 500, "b" * 32, "c" * 32)


def found_in(text: str) -> None:
    highlighted(text, ["a", "aaaa", "aaaaaaaa"])
    passage(text, ["a", "aaaa", "aaaaaaaa"])


def link(number: int) -> str:
    return f'<a href="https://stadt.example/{number}">x</a> '


def nested(tag: str, size: int) -> str:
    return f"<{tag}>" * (size // (len(tag) + 2))


def longest_links() -> tuple[str, list[tuple[str, str]]]:
    """A text and fifty headlines of which every one begins everywhere and stands nowhere."""
    body = clean(f"<p>{'a' * FULL}</p>"[: FULL - 100])
    return body, [(f"{n:08}", "a" * (250 + n % 50) + "b") for n in range(50)]


def cleaning() -> Iterator[Bomb]:
    """A body on its way into the desk: pasted, typed, or sent by a stranger."""
    tag, fits = partial(text_of, eat=clean), partial(text_of, size=FULL)
    yield tag("5 MB pasted", "Wort und Wort. ", PASTED, ends="TooLong")
    yield tag("160,000 quotations nested", "<blockquote>", FULL, ends="TooDeep")
    yield tag("200,000 open tags", "<b>", 600_000, ends="TooDeep")
    yield tag("deep lists", "<ul><li>", FULL, ends="TooDeep")
    yield tag("deep tables", "<table><tr><td>", FULL, ends="TooDeep")
    yield tag("400,000 paragraphs", "<p>a", FULL, ends="TooMany")
    yield fits("quotation marks never closed", '<a x="', eat=clean, ends="TooMany")
    yield fits("remarks never closed", "<!--", eat=clean, ends="TooMany")
    yield fits("accents upon accents", "\u0301", eat=clean, ends=TAKEN)
    yield tag("59,000 signs to escape", "&", 59_000, ends=TAKEN)
    yield tag("59,000 brackets", "< ", 118_000, ends=TAKEN)
    yield Bomb("an attribute of 2 MB", lambda: (f'<p title="{"x" * (FULL - 99)}">a',), clean, TAKEN)
    yield Bomb("29,000 links", lambda: ("".join(map(link, range(29_000))),), clean, TAKEN)
    yield fits("2 MB in one line, typed", "https://!", eat=jotted, ends="TooLong")


def reading() -> Iterator[Bomb]:
    """What is done with a body that the desk has taken."""
    yield text_of("headline of 1 MB", "Wort ", 1_000_000, headline, "ValidationError")
    yield text_of("promises: openings on end", "Siehe auch: „", FULL, promised, TAKEN)
    yield text_of("promises: adverbs on end", "Wir meldeten zuvor ", FULL, promised, TAKEN)
    for what, unit in (("one word", "a"), ("marks", "„a "), ("numbers", "1.000 "), ("dots", "a.")):
        yield text_of(f"proofs: 2 MB of {what}", unit, FULL, proofed, TAKEN)
        yield Bomb(f"firm spaces: 2 MB of {what}", partial(body_of, unit), spaced, TAKEN)
        yield Bomb(f"type set: 2 MB of {what}", partial(body_of, unit), set_anew, TAKEN)
    yield Bomb("names: capitals on end", partial(body_of, "Aa Bb "), proofed, TAKEN)
    yield Bomb("compared: 200 long paragraphs", partial(two_versions, 200, 950), differ, TAKEN)
    yield Bomb("compared: 15,000 short ones", partial(two_versions, 15_000, 30), differ, TAKEN)
    yield Bomb("merged: three of 5,000", three_versions, merge, TAKEN)
    yield Bomb("copied from its source", lambda: ("a " * 900_000, ["a " * 900_000]), check, TAKEN)
    yield Bomb("29,000 links looked up", partial(cleaned_links, 29_000), listed, TAKEN)
    yield Bomb("50 links of a…a in 2 MB of a", longest_links, marked, TAKEN)
    yield Bomb("struck out: a…ab in 2 MB of a", lambda: ("a" * 300 + "b", ["a" * FULL]), passages,
               TAKEN)  # fmt: skip
    yield Bomb("a remark on a…a in 2 MB of a", remark, find, TAKEN)
    yield text_of("a sketch of 2 MB", "a b c ", FULL, sketch, TAKEN)
    yield Bomb("how alike two of 2 MB are", lambda: ("a b " * 500_000,) * 2, likeness, TAKEN)
    yield Bomb("hyphens: a word of 1 MB", lambda: ("ab" * 500_000, "de"), soften, TAKEN)
    yield text_of("a question of 100 kB", '"a -b ', 100_000, understand, TAKEN)
    yield text_of("found words in 2 MB", "\u00ada", FULL, found_in, TAKEN)
