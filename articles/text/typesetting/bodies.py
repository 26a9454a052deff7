"""The same for a body: block by block, over all marks, tags and addresses untouched."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator

from articles.text.growing import grow
from articles.text.tree import Node, Run

from . import gaps, marks
from .edits import Edit, Span, applied

#: Given a leaf's words and what must stay, the changes.
Look = Callable[[str, list[Span]], list[Edit]]


def leaves(node: Node, but: tuple[str, ...]) -> Iterator[Node]:
    if node.tag in but:
        return
    if node.leaf:
        yield node
    for child in node.children:
        yield from leaves(child, but)


def foreign(runs: list[Run]) -> list[Span]:
    """Words in a language of their own."""
    found, at = [], 0
    for run in runs:
        if any(tag == "span" for tag, _source in run.marks):
            found.append((at, at + len(run.text)))
        at += len(run.text)
    return found


def change(leaf: Node, look: Look) -> bool:
    """One round over a leaf; whether anything changed. An edit is the first run's it touches."""
    edits = look(leaf.text(), foreign(leaf.runs))
    starts, ends = [one.start for one in edits], [one.end for one in edits]
    at = 0
    for run in leaf.runs:
        end = at + len(run.text)
        touching = edits[bisect_right(ends, at) : bisect_left(starts, end)]
        run.text = applied(run.text, [cut(one, at, end) for one in touching])
        at = end
    return bool(edits)


def cut(one: Edit, at: int, end: int) -> Edit:
    """What of an edit falls into a run from `at` to `end`."""
    new = one.new if one.start >= at else ""
    return Edit(max(one.start, at) - at, min(one.end, end) - at, new)


def glued(html: str, language: str) -> str:
    """A cleaned body with its firm spaces."""
    return set_in(html, lambda text, away: gaps.edits(text, language, away))


def fixed(html: str, language: str, pair: str) -> str:
    """A cleaned body as this language sets it; what stands in a block quotation stays."""
    return set_in(
        html, lambda text, away: marks.edits(text, language, pair, away), but=("blockquote",)
    )


def set_in(html: str, look: Look, but: tuple[str, ...] = ()) -> str:
    blocks = grow(html)
    found = [leaf for block in blocks for leaf in leaves(block, but)]
    changed = [settle(leaf, look) for leaf in found]
    return "".join(block.html() for block in blocks) if any(changed) else html


def settle(leaf: Node, look: Look) -> bool:
    """Until nothing changes any more; a leaf that never settles stays as it was."""
    before = [run.text for run in leaf.runs]
    for _round in range(marks.ROUNDS):
        if not change(leaf, look):
            return before != [run.text for run in leaf.runs]
    for run, text in zip(leaf.runs, before, strict=True):
        run.text = text
    return False
