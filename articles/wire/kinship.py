"""Which texts of several suppliers tell the same story: they are grouped at the desk."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid4

from django.db.models.functions import Now

from articles.drafts.models import Dispatch, Supplier
from articles.text.shingles import resemblance, sketch
from articles.text.tokens import tokens

from .reading.piece import Piece
from .remembering import remembered

#: Share of words in common from which two texts are one story.
ALIKE = 0.3
#: For so long a story is looked for, and among so many candidates.
WINDOW, MOST = timedelta(days=3), 200


@dataclass(frozen=True)
class Kin:
    """What a dispatch is recognised by, and the group it belongs to."""

    sketch: list[int] = field(default_factory=list)
    group: UUID | None = None


def kin_of(piece: Piece) -> Kin:
    """Only suppliers' texts are compared: an archive has no rivals."""
    if not piece.source or not supplied(piece.source):
        return Kin()
    found = sketch(f"{piece.headline} {piece.lead} {words(piece.body)}")
    return Kin(found, group_of(piece, found))


@remembered
def supplied(name: str) -> bool:
    return Supplier.objects.filter(name=name).exists()


def words(html: str) -> str:
    return " ".join(one.name for one in tokens(html) if one.kind == "text")


def group_of(piece: Piece, mine: list[int]) -> UUID:
    """That of its own earlier version, else of the text most like it, else a new one."""
    rows = Dispatch.objects.exclude(kin=None)
    own = rows.filter(source=piece.source, guid=piece.guid).values_list("kin", flat=True).first()
    if own:
        return own
    near = rows.filter(sketch__overlap=mine, received_at__gt=Now() - WINDOW)
    found = near.order_by("-received_at").values_list("sketch", "kin")[:MOST]
    scored = [(resemblance(mine, theirs), kin) for theirs, kin in found if kin]
    best, kin = max(scored, key=lambda pair: pair[0], default=(0.0, uuid4()))
    return kin if best >= ALIKE else uuid4()
