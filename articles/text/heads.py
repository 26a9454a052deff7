"""The one shape of a table: its head, if it has one, then its rows.

Editors' programs write a head as a `thead`, or as first rows that hold header cells only; a text
must have one spelling, or opening and saving it would change its digest.
"""

from .tree import Node

PARTS = ("thead", "tbody")


def put_heads_on(block: Node) -> None:
    """Bring every table in here into this shape."""
    for child in block.children:
        put_heads_on(child)
    if block.tag == "table":
        parts = [child for child in block.children if child.tag in PARTS]
        rows = [row for part in parts for row in part.children]
        heads = leading(parts)
        others = [child for child in block.children if child.tag not in PARTS]
        if len(heads) == len(rows):
            heads = []
        for row in heads:
            for cell in row.children:
                cell.tag = "th"
        block.children = others + part("thead", heads) + part("tbody", rows[len(heads) :])


def leading(parts: list[Node]) -> list[Node]:
    """The rows of a head, and those of header cells only that follow it from the start."""
    found: list[Node] = []
    for part in parts:
        for row in part.children:
            if part.tag != "thead" and any(cell.tag != "th" for cell in row.children):
                return found
            found.append(row)
    return found


def part(tag: str, rows: list[Node]) -> list[Node]:
    return [Node(tag, children=rows)] if rows else []
