"""The hues of sections: chosen by an editor, or derived so that no two are alike for long."""

from collections.abc import Iterable
from zlib import crc32

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from articles.text.colours import hexed


class Hue(TextChoices):
    """What an editor may choose from; each can be read on paper, by day and by night."""

    BRICK = "brick", _("brick red")
    OCHRE = "ochre", _("ochre")
    OLIVE = "olive", _("olive")
    MOSS = "moss", _("moss green")
    FIR = "fir", _("fir green")
    PETROL = "petrol", _("petrol")
    STEEL = "steel", _("steel blue")
    BLUE = "blue", _("blue")
    VIOLET = "violet", _("violet")
    PLUM = "plum", _("plum")
    RASPBERRY = "raspberry", _("raspberry")
    UMBER = "umber", _("umber")
    SLATE = "slate", _("slate")


#: Degrees on the colour wheel, and strength.
WHEEL = {
    Hue.BRICK: (42, 0.1), Hue.OCHRE: (68, 0.1), Hue.OLIVE: (105, 0.09), Hue.MOSS: (132, 0.1),
    Hue.FIR: (160, 0.09), Hue.PETROL: (200, 0.08), Hue.STEEL: (235, 0.08), Hue.BLUE: (258, 0.11),
    Hue.VIOLET: (288, 0.12), Hue.PLUM: (338, 0.12), Hue.RASPBERRY: (10, 0.12),
    Hue.UMBER: (65, 0.04), Hue.SLATE: (240, 0.03),
}  # fmt: skip
#: Nobody is given a grey one who did not ask for it.
DERIVED = [hue for hue in Hue if WHEEL[hue][1] > 0.05]
#: How light: by day, by night.
DAY, NIGHT = 0.44, 0.81


def colours(hue: Hue) -> tuple[str, str]:
    """By day, by night: `#rrggbb` each."""
    angle, strength = WHEEL[hue]
    return hexed(DAY, strength, angle), hexed(NIGHT, 0.8 * strength, angle)


def shared_out(sections: Iterable[tuple[str, str]]) -> dict[str, Hue]:
    """Slug and choice of each section, oldest first, to slug and hue.

    Who has chosen keeps it. The rest begin at a place their slug decides and take the next that
    is free, so that a new section changes no older one's.
    """
    asked = list(sections)
    found = {slug: Hue(choice) for slug, choice in asked if choice}
    for slug, choice in asked:
        if not choice:
            found[slug] = free(slug, set(found.values()))
    return found


def free(slug: str, taken: set[Hue]) -> Hue:
    start = crc32(slug.encode()) % len(DERIVED)
    turned = DERIVED[start:] + DERIVED[:start]
    return next((hue for hue in turned if hue not in taken), turned[0])
