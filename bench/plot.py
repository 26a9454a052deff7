"""The figures of `bench pages` as a picture: a bar a newsroom, its rounds, and the goal."""

from html import escape

from .figures import GOALS, Figures

COLOURS = ("#2f6f8f", "#c8963e", "#7a4b8c", "#4c8c4a")
LEFT, WIDTH, BAR, GAP, TOP = 190, 560, 14, 14, 46
TITLE = "ms of processor time an answer; the red stroke is the goal"
STYLE = "font: 13px system-ui, sans-serif"


def plot(table: list[Figures], order: list[str]) -> str:
    """An SVG. Bars are the best rounds, strokes reach from the best to the worst, in ms."""
    rows = list(dict.fromkeys(one.row for one in table))
    most = max(max(sample.cost for sample in one.samples) for one in table)
    most = max(most, *(GOALS[row] for row in rows if row in GOALS)) if GOALS else most
    pieces, y = legend(order), TOP
    for row in rows:
        mine = [one for one in table if one.row == row]
        pieces.append(f'<text x="{LEFT - 8}" y="{y + BAR}" text-anchor="end">{escape(row)}</text>')
        if goal := GOALS.get(row):
            at, end = across(goal, most), y + BAR * len(mine) + 3
            pieces.append(f'<path d="M{at:.1f} {y - 3}V{end}" stroke="#b3261e" stroke-width="2"/>')
        for one in mine:
            pieces += bar(one, colour(one, order), y, most)
            y += BAR
        y += GAP
    size = f'width="{LEFT + WIDTH + 70}" height="{y}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} style="{STYLE}">{"".join(pieces)}</svg>'


def across(cost: float, most: float) -> float:
    return LEFT + WIDTH * cost / most


def colour(one: Figures, order: list[str]) -> str:
    at = order.index(one.newsroom) if one.newsroom in order else -1
    return COLOURS[at % len(COLOURS)] if at >= 0 else "#888888"


def legend(order: list[str]) -> list[str]:
    found = [
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="{LEFT}" y="16">{TITLE}</text>',
    ]
    for at, name in enumerate(order):
        x, fill = LEFT + at * 150, COLOURS[at % len(COLOURS)]
        found.append(f'<rect x="{x}" y="24" width="10" height="10" fill="{fill}"/>')
        found.append(f'<text x="{x + 15}" y="34">{escape(name)}</text>')
    return found


def bar(one: Figures, fill: str, y: int, most: float) -> list[str]:
    best = one.best.cost
    worst = across(max(sample.cost for sample in one.samples), most)
    end, middle = across(best, most), y + BAR // 2
    return [
        f'<rect x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR - 2}" fill="{fill}"/>',
        f'<path d="M{end:.1f} {middle}H{worst:.1f}" stroke="{fill}"/>',
        f'<text x="{worst + 4:.1f}" y="{y + BAR - 3}">{best:.2f}</text>',
    ]
