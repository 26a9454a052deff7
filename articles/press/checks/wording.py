"""How a text is written: slips, marks, figures without a source, names in two spellings."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from articles.catalog.models import House
from articles.text.proofing import attribution, names, sentences, slips
from articles.text.proofing.spots import Spot

from .paper import Finding, Paper, Passage
from .registry import check

BOTH = ("de", "en")


def spots(
    paper: Paper, find: Callable[[str, str], Iterator[Spot]]
) -> Iterator[tuple[Passage, Spot]]:
    for passage in paper.passages:
        for spot in find(passage.text, paper.language):
            yield passage, spot


@check("doubled", languages=BOTH)
def doubled(paper: Paper) -> Iterator[Finding]:
    for passage, one in spots(paper, slips.doubled):
        yield passage.finding(_("The same word stands there twice."), one.start, one.end)


@check("dash", languages=BOTH)
def hyphens(paper: Paper) -> Iterator[Finding]:
    for passage, one in spots(paper, slips.hyphens):
        yield passage.finding(_("A hyphen stands where a dash belongs."), one.start, one.end)


@check("quotes", languages=BOTH)
def quotation_marks(paper: Paper) -> Iterator[Finding]:
    """Marks of another language, or not of the house; then marks of two kinds."""
    house = house_marks(paper.language)
    for passage in paper.passages:
        for one in slips.foreign_marks(passage.text, paper.language, house):
            said = _("These quotation marks are not the house's: it writes %(marks)s.")
            if not house:
                said = _("These quotation marks are not the language's: it writes %(marks)s.")
            yield passage.finding(said % {"marks": one.said}, one.start, one.end)


@check("quotes-mixed")
def one_kind_of_marks(paper: Paper) -> Iterator[Finding]:
    used = dict.fromkeys(marks for one in paper.passages for marks in slips.marks_used(one.text))
    if len(used) > 1:
        yield Finding(_("Mixed quotation marks: %s.") % ", ".join(used))


@check("figure", languages=BOTH)
def figures(paper: Paper) -> Iterator[Finding]:
    """A quotation with its speaker is attributed as it stands."""
    for passage in paper.body:
        if passage.tag in {"blockquote", "table"}:
            continue
        for one in attribution.figures(passage.text, paper.language):
            yield passage.finding(
                _("Who says so? Nobody is named near this figure."), one.start, one.end
            )


@check("single-source", languages=BOTH)
def single_source(paper: Paper) -> Iterator[Finding]:
    """All that is attributed is one side's."""
    words = " ".join(one.text for one in paper.body)
    named = {attribution.known_as(one.said.split()[-1]): one for one in
             attribution.sources(words, paper.language)}  # fmt: skip
    credited = {attribution.known_as(one["name"].split()[-1]) for one in paper.words["credits"]}
    if named and len(named.keys() | credited) == 1:
        (one,) = named.values()
        said = _("Only one source is named: %(name)s.") % {"name": one.said}
        yield Finding(said, "body", words=one.said)


@check("sentence", languages=BOTH)
def long_sentences(paper: Paper) -> Iterator[Finding]:
    for passage, one in spots(paper, sentences.long_sentences):
        said = _("A sentence of %(count)s words.") % {"count": one.said}
        yield passage.finding(said, one.start, one.end)


@check("spelling", languages=BOTH)
def two_spellings(paper: Paper) -> Iterator[Finding]:
    """Over the whole text, since a name is seldom misspelt in the sentence that has it right."""
    starts, words = [], ""
    for passage in paper.passages:
        starts.append((len(words), passage))
        words += passage.text + "\n\n"
    for one in names.two_spellings(words, paper.language):
        start, passage = next(pair for pair in reversed(starts) if pair[0] <= one.start)
        said = _("Elsewhere this is “%(name)s”.") % {"name": one.said}
        yield passage.finding(said, one.start - start, one.end - start)


def house_marks(language: str) -> str:
    """The pair of quotation marks that the house writes in this language; empty: the language's."""
    return House.objects.newest().marks(language)
