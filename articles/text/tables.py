"""Which columns of a table are numbers, so that their digits stand under each other."""

import re
from html import unescape

TABLE = re.compile(r"<table\b[^<>]*>|</table>")
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
CELL = re.compile(r"<(td|th)([^<>]*)>(.*?)</\1>", re.DOTALL)
CAPTION = re.compile(r"<caption[^<>]*>(.*?)</caption>", re.DOTALL)
TAG = re.compile(r"<[^<>]*>")
#: `1.234,5`, `−3 %`, `48,6 €`, a year or a span of years; a dash for none.
NUMBER = re.compile(r"[-+−±]?\d[\d.,:/\s\u202f–-]*[%€$£]?|[–—-]")


def tables(body: str) -> list[tuple[int, int]]:
    """Where the outermost tables of a cleaned body begin and end."""
    found, depth, start = [], 0, 0
    for tag in TABLE.finditer(body):
        if tag.group().startswith("</"):
            depth -= 1
            if depth == 0:
                found.append((start, tag.end()))
        else:
            start = tag.start() if depth == 0 else start
            depth += 1
    return found


def caption(table: str) -> str:
    """Its caption's words, or ""."""
    found = CAPTION.search(table)
    return unescape(TAG.sub("", found[1])) if found else ""


def numbered(table: str) -> str:
    """The table with `class="num"` on the cells of every column of numbers.

    Where cells span others, or a table stands in a table, columns cannot be told: nothing changes.
    """
    rows = [[cell.groups() for cell in CELL.finditer(row)] for row in ROW.findall(table)]
    if len(TABLE.findall(table)) != 2 or "span=" in table or len({len(one) for one in rows}) != 1:
        return table
    columns = [
        of_numbers([(tag, words(text)) for tag, _, text in column])
        for column in zip(*rows, strict=True)
    ]

    def mark(row: re.Match[str]) -> str:
        places = iter(columns)
        return CELL.sub(lambda cell: marked(cell) if next(places) else cell.group(), row.group())

    return ROW.sub(mark, table)


def of_numbers(column: list[tuple[str, str]]) -> bool:
    cells = [text for tag, text in column if tag == "td" and text]
    return bool(cells) and all(NUMBER.fullmatch(text) for text in cells)


def marked(cell: re.Match[str]) -> str:
    return f'<{cell[1]} class="num"{cell[2]}>{cell[3]}</{cell[1]}>'


def words(html: str) -> str:
    return unescape(TAG.sub("", html)).strip()
