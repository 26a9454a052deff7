"""The demo's pictures: places and people of a town that does not exist, drawn by these lines."""

import io
import math
from collections.abc import Callable

from .canvas import Canvas

Scene = Callable[[str], Canvas]

DUSK = ("#16324a", "#2f5a6d", "#7d9a92", "#e7b885", "#f3cf9d")
NOON = ("#5b93b4", "#9cc3cf", "#dfe8dd", "#f3ecd6")


def harbour(name: str) -> Canvas:
    """The ferry at the quay, in front of gabled houses; by evening, or at noon."""
    late = name == "hafen"
    one = Canvas(name, *(DUSK if late else NOON))
    one.glow(105, 52, 44, "#ffe2b0" if late else "#ffffff", 190)
    one.ridge(53, 2, "#7b8b8a" if late else "#8fae9f")
    walls = (
        ("#243d4e", "#2c4656", "#3a4c55", "#633f35") if late else ("#c98f6b", "#e3cda6", "#8fa39c")
    )
    one.town(61, walls, "#ffd587" if late else "#f7f2e2", -3, 94)
    for x in (109, 128):
        one.stroke([(x, 61), (x, 33), (x + 18, 30)], "#1b2f3c", 1.4)
        one.stroke([(x - 9, 36), (x + 19, 31)], "#1b2f3c", 1)
    one.block(0, 60, 150, 61, "#14242f")
    ferry(one, 52, 61.5)
    one.mirror(62, "#1d3d50" if late else "#5f93a3")
    return one


def ferry(one: Canvas, x: float, y: float) -> None:
    one.shape([(x, y - 5), (x + 45, y - 5), (x + 41, y), (x + 4, y)], "#101c25")
    one.shape([(x + 3, y - 1), (x + 42, y - 1), (x + 41, y), (x + 4, y)], "#c8402a")
    one.block(x + 6, y - 9, x + 39, y - 5, "#efe6d6")
    one.block(x + 11, y - 13, x + 33, y - 9, "#efe6d6")
    one.block(x + 31, y - 17, x + 35, y - 13, "#c8402a")
    for step in range(11):
        one.block(x + 7.5 + step * 2.8, y - 8.2, x + 9.3 + step * 2.8, y - 6.2, "#ffd587")
    one.stroke([(x + 22, y - 13), (x + 22, y - 23)], "#101c25", 0.4)


def storm(name: str) -> Canvas:
    """Waves at the pier, the lighthouse lit."""
    one = Canvas(name, "#27343b", "#4d5d60", "#8c9691", "#b8b8a8")
    one.ridge(56, 1.5, "#5d6c6c")
    one.shape([(88, 62), (150, 57), (150, 68), (84, 68)], "#242f33")
    one.shape([(108, 60), (110, 27), (118, 27), (120, 60)], "#ece4d4")
    for band in (31, 41, 51):
        foot = band + 4.5
        one.shape([(109.6, band), (118.4, band), (118.8, foot), (109.2, foot)], "#c23d28")
    one.shape([(109, 24), (114, 17), (119, 24)], "#20292e")
    one.block(111, 21, 117, 26, "#ffe9a8")
    one.glow(114, 23, 17, "#fff3cf", 220)
    for number, tone in enumerate(
        ("#5b7471", "#466463", "#335454", "#244546", "#173536", "#0e2627")
    ):
        wave(one, 63 + number * 6, 2.6 + number * 1.1, tone)
    for _ in range(260):
        left, top = one.chance.uniform(-5, 150), one.chance.uniform(-5, 100)
        length = one.chance.uniform(2, 7)
        one.stroke([(left, top), (left - length * 0.34, top + length)], "#e2e8e430", 0.15)
    return one


def wave(one: Canvas, y: float, height: float, tone: str) -> None:
    phase = one.chance.uniform(0, 6)
    crest = [
        (x, y - height * abs(math.sin(x / (11 + height) + phase)) ** 0.7) for x in range(0, 152, 2)
    ]
    one.shape([*crest, (152, 100), (0, 100)], tone)
    for at in range(0, 70, 5):
        if one.chance.random() < 0.5:
            one.stroke(crest[at : at + 4], "#e9ece2a0", 0.4)


def town_hall(name: str) -> Canvas:
    """The town hall by night, its windows lit, people before it."""
    one = Canvas(name, "#0f2436", "#1c4053", "#4c6f76", "#c89a74")
    one.town(74, ("#1d3443", "#233b49", "#2b3f4a"), "#f4c27a", -2, 152)
    one.block(41, 39, 109, 74, "#a8583f")
    for step in range(7):
        one.block(53 + step * 3, 39 - (step + 1) * 3, 97 - step * 3, 39 - step * 3, "#a8583f")
    one.block(101, 18, 113, 74, "#8f4733")
    one.shape([(99.5, 18), (107, 1), (114.5, 18)], "#2c4d4b")
    one.disc(107, 25, 4, "#f6e3b8")
    one.stroke([(107, 22), (107, 25), (109.5, 26.5)], "#33201a", 0.5)
    for step in range(9):
        one.block(
            44 + step * 6.2, 43, 48 + step * 6.2, 53, "#ffdc94" if step % 4 != 2 else "#4a241b"
        )
        one.block(44 + step * 6.2, 60, 48 + step * 6.2, 74, "#2e1610" if step != 4 else "#ffe3a4")
    one.block(0, 74, 150, 100, "#1b2c36")
    one.glow(75, 75, 34, "#ffcf86", 90)
    for _ in range(34):
        y = one.chance.uniform(80, 97)
        one.person(one.chance.uniform(8, 142), y, 6 + (y - 80) * 0.4, "#0b151c")
    return one


def hills(name: str) -> Canvas:
    """Wooded hills in the mist; the line that was closed runs through them, if it is about that."""
    one = Canvas(name, "#d9e2da", "#f0e4c8", "#f5d9a8", "#eec58f")
    one.glow(45, 33, 34, "#fff4d4", 220)
    one.disc(45, 33, 5, "#fff7e2")
    for number, tone in enumerate(
        ("#c3c9ae", "#a3b195", "#7f977f", "#5c7c68", "#3d6153", "#254740")
    ):
        one.ridge(40 + number * 10, 5, tone)
    one.block(101, 66, 104, 78, "#f1e7d3")
    one.shape([(100.4, 66), (102.5, 57), (104.6, 66)], "#9a3d2b")
    if name == "bahn":
        one.shape([(20, 100), (34, 100), (72, 72), (70, 72)], "#8d8271")
        for step in range(14):
            y = 100 - 28 * (1 - 0.84**step)
            half = 9 * 0.84**step
            middle = 27 + (71 - 27) * (100 - y) / 28
            one.stroke([(middle - half, y), (middle + half, y)], "#4a3d31", 1.3 * 0.84**step)
        one.stroke([(22, 100), (70.4, 72)], "#dcd4c4", 0.5)
        one.stroke([(32, 100), (71.6, 72)], "#dcd4c4", 0.5)
    return one


def rowing(name: str) -> Canvas:
    """Eights from above, on dark water."""
    one = Canvas(name, "#2a6a72", "#1f5660", "#174851")
    for _ in range(380):
        x, y, length = (
            one.chance.uniform(0, 150),
            one.chance.uniform(0, 100),
            one.chance.uniform(2, 7),
        )
        one.stroke([(x, y), (x + length, y - 0.6), (x + length * 1.6, y)], "#d6e8e01c", 0.3)
    for x, y, hull in ((24, 30, "#f4ead6"), (46, 56, "#d3442c"), (68, 84, "#f0c05a")):
        eight(one, x, y, hull)
    return one


def eight(one: Canvas, x: float, y: float, hull: str) -> None:
    def at(along: float, across: float) -> tuple[float, float]:
        return x + along * 0.94 + across * 0.34, y - along * 0.34 + across * 0.94

    one.shape([at(0, 0), at(8, -1.6), at(50, -1.6), at(60, 0), at(50, 1.6), at(8, 1.6)], hull)
    one.shape(
        [at(9, 0), at(12, -0.9), at(47, -0.9), at(49, 0), at(47, 0.9), at(12, 0.9)], "#26201c"
    )
    for seat in range(8):
        along, side = 14 + seat * 4, 1 if seat % 2 else -1
        one.stroke([at(along, 0), at(along - 5, side * 11)], "#f5f0e2", 0.4)
        one.stroke([at(along - 4.6, side * 10), at(along - 5.9, side * 13)], hull, 1.1)
        one.disc(*at(along, 0), 1.3, "#efe7d6")
        one.disc(*at(along, 0), 0.7, "#463022")


def shipyard(name: str) -> Canvas:
    """A hull on the slip, under the crane."""
    one = Canvas(name, "#e8a35c", "#efbd7c", "#f4d9a6", "#f7e7c6")
    one.disc(112, 23, 9, "#fbf1d9")
    one.ridge(63, 2, "#c99a68")
    for x in (18, 124):
        one.shape([(x, 79), (x + 3, 79), (x + 6, 17), (x + 4, 17)], "#2a2422")
        one.shape([(x + 12, 79), (x + 9, 79), (x + 6, 17), (x + 8, 17)], "#2a2422")
    one.block(12, 15, 142, 19, "#2a2422")
    one.block(69, 19, 79, 23, "#b9402a")
    one.stroke([(74, 23), (74, 47)], "#2a2422", 0.4)
    one.shape([(35, 49), (123, 49), (115, 76), (44, 76)], "#37505a")
    one.shape([(42, 68), (117, 68), (115, 76), (44, 76)], "#a83a26")
    for step in range(9):
        one.stroke([(45 + step * 9, 46), (45 + step * 9, 80)], "#4b3a33", 0.5)
    for y in (52, 59, 66):
        one.stroke([(40, y), (120, y)], "#4b3a33", 0.5)
    one.block(0, 78, 150, 100, "#332a27")
    for x, y, size in (
        (57, 59, 6),
        (93, 52, 6),
        (76, 66, 6),
        (13, 93, 15),
        (34, 93, 15),
        (128, 93, 15),
    ):
        one.person(x, y, size, "#191413")
    return one


def organ(name: str) -> Canvas:
    """The organ's pipes, the light of the windows, heads in the pews."""
    one = Canvas(name, "#1d0f14", "#3c1a1f", "#5b2721", "#2a1216")
    one.glow(75, 34, 40, "#c98a4b", 120)
    for step in range(41):
        x, off = 37.5 + step * 1.85, abs(step - 20)
        top = 12 + (off % 7) * 1.6 + off * 0.5
        one.block(x, top, x + 1.4, 49, "#e0a95c" if off % 3 else "#c07f3c")
        one.shape([(x, 45), (x + 1.4, 45), (x + 0.7, 49)], "#3c1a1f")
    one.block(33, 49, 117, 53, "#3a1a18")
    one.block(48, 53, 102, 70, "#4d2618")
    one.person(75, 70, 13, "#12080a")
    for row in range(4):
        for step in range(18 - row):
            x = 3 + row * 2 + step * (8.4 + row * 0.6) + one.chance.uniform(-1, 1)
            one.disc(x, 78 + row * 6, 2.6 + row * 0.5, "#14090c" if row % 2 else "#1d0d10", 1.2)
            one.block(x - 4, 80 + row * 6, x + 4, 100, "#14090c" if row % 2 else "#1d0d10")
    return one


def lake_bed(name: str) -> Canvas:
    """A chart of depths, with the boat's course."""
    one = Canvas(name, "#ece2c9", "#e7dcc0")
    tones = ("#cfe3dc", "#b5d5d1", "#98c3c5", "#7db1b8", "#639fab", "#39768b", "#1f5068", "#113249")
    phases = [one.chance.uniform(0, 6.3) for _ in range(3)]
    for depth, tone in enumerate(tones):
        reach = 1 - depth * 0.115
        shore = []
        for step in range(120):
            turn = step * math.tau / 120
            bulge = 1 + 0.16 * sum(math.sin(turn * n + p) / n for n, p in enumerate(phases, 2))
            shore.append(
                (78 + math.cos(turn) * 66 * reach * bulge, 51 + math.sin(turn) * 42 * reach * bulge)
            )
        one.shape(shore, tone)
    course = [(32, 70), (51, 55), (73, 62), (94, 46), (119, 51)]
    one.stroke(course, "#f6efe0", 0.4)
    for x, y in course:
        one.disc(x, y, 1.5, "#fbf6ea")
        one.disc(x, y, 1.1, "#c8402a")
    return one


def gauge(name: str) -> Canvas:
    """The harbour's gauge, half under water."""
    one = Canvas(name, "#8fa3a6", "#b9c1b8", "#d5d0bd")
    one.block(58, 0, 92, 100, "#6d6558")
    one.block(64, 0, 86, 100, "#f3eee0")
    for step in range(20):
        y = 2 + step * 5
        one.block(64, y, 75 if step % 2 else 86, y + 2.5, "#20292e" if step % 4 else "#c23d28")
    wave(one, 66, 2, "#40605fd0")
    wave(one, 72, 3, "#274645d0")
    return one


def portrait(name: str) -> Canvas:
    """Somebody of the paper: a face without features, hair and clothes of their own."""
    one = Canvas(name, "#c9bfa9", "#ddd3bd")
    skin = one.chance.choice(("#e2b491", "#c98f68", "#f0c9a8", "#a86f4d"))
    hair = one.chance.choice(("#2a211d", "#6b4a2f", "#b98a4e", "#8d8a86", "#7c3b24"))
    cloth = one.chance.choice(("#27404a", "#8c3b2c", "#3d5a4a", "#4a3a5a", "#20292e"))
    one.disc(75, 42, 25, hair, 1.12)
    if one.chance.random() < 0.5:
        one.block(50, 42, 100, 74, hair)
    one.shape([(22, 104), (34, 80), (62, 70), (88, 70), (116, 80), (128, 104)], cloth)
    one.shape([(66, 58), (84, 58), (87, 76), (75, 83), (63, 76)], skin)
    one.disc(75, 45, 18.5, skin, 1.25)
    one.shape([(55, 42), (58, 26), (75, 19), (93, 27), (95, 42), (84, 31), (66, 33)], hair)
    return one


SCENES: dict[str, Scene] = {
    "hafen": harbour,
    "mittag": harbour,
    "sturm": storm,
    "rathaus": town_hall,
    "huegel": hills,
    "bahn": hills,
    "rudern": rowing,
    "werft": shipyard,
    "orgel": organ,
    "seegrund": lake_bed,
    "pegel": gauge,
}


def drawn(name: str) -> bytes:
    """A JPEG, the same each time."""
    scene = SCENES.get(name, portrait)
    file = io.BytesIO()
    scene(name).image.save(file, "JPEG", quality=88)
    return file.getvalue()
