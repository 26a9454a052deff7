"""How much of a draft stands as its source sent it, and what its source's rule asks."""

from dataclasses import dataclass

from articles.text.blocks import Block, split
from articles.text.copied import MARKS, Check, check

from .models import Article, Dispatch, Supplier

#: Of what must be rewritten, no more than this share may stand as it came.
SHARE = 0.2
#: Versions of a source that a draft is compared with; older words are hardly anybody's.
VERSIONS = 5
#: What has no words, or none that may be used.
WORDLESS = (*Dispatch.STOPPING, Dispatch.State.REFUSED, Dispatch.State.IGNORED)


@dataclass(frozen=True)
class Rewriting:
    """One source of a draft: its words, its rule, and what a comparison found."""

    source: str
    text: str
    #: One of a supplier's; None where the source is no supplier of ours.
    printing: str | None
    found: Check

    @property
    def percent(self) -> int:
        return round(self.found.share * 100)

    @property
    def too_close(self) -> bool:
        return self.printing == Supplier.Printing.REWRITTEN and self.found.share > SHARE


def words_of(lead: str, body: str) -> str:
    """Lead and text as they are compared: a quotation that is a block has marks here."""
    return "\n\n".join([lead, *(text_of(block) for block in split(body))]).strip()


def text_of(block: Block) -> str:
    if block.tag != "blockquote":
        return block.text
    bare = block.text.translate(dict.fromkeys(map(ord, "".join([*MARKS, *MARKS.values()]))))
    return "\n".join(f"„{line}“" for line in bare.splitlines() if line.strip())


def rewritings(article: Article) -> list[Rewriting]:
    """A comparison with each source that sent something for this article; two queries."""
    rows = article.dispatches.exclude(state__in=WORDLESS).order_by("-number", "-id")
    texts: dict[str, list[str]] = {}
    for source, told in rows.values_list("source", "told")[: VERSIONS * 2]:
        texts.setdefault(source, []).append(words_of(told.get("lead", ""), told.get("body", "")))
    if not texts:
        return []
    rules = dict(Supplier.objects.filter(name__in=texts).values_list("name", "printing"))
    draft = words_of(article.standfirst, article.body)
    return [
        Rewriting(source, found[0], rules.get(source), check(draft, found[:VERSIONS]))
        for source, found in texts.items()
    ]
