"""Receiving a logo: what the darkroom drew of a file, or a sentence that says why not."""

import hashlib
import tempfile
from pathlib import Path

from django.utils.translation import gettext, gettext_lazy

from articles.catalog.models import Logo
from articles.darkroom.refusals import Reason, Refused
from articles.darkroom.signwriting import LIMITS, draw

from .models import User
from .receiving import FULL, SAID, NotTaken, plain_name
from .rights import require

#: Where the sentence is another one than for pictures.
OWN = {
    Reason.SVG: gettext_lazy(
        "“%(name)s” is a drawing (SVG), which can carry programs along. Save it as PNG, please:"
        " it keeps its transparency."
    ),
    Reason.KIND: gettext_lazy("“%(name)s” is no PNG, JPEG or WebP."),
    Reason.SMALL: gettext_lazy(
        "“%(name)s” is too small: its longer side needs 112 pixels at least."
    ),
    Reason.BLANK: gettext_lazy("“%(name)s” shows nothing: all of it is transparent."),
    Reason.SPACE: gettext_lazy("“%(name)s” was not kept: there is no space left on the disk."),
}


class LogoNotTaken(NotTaken):
    """This file became no logo: one sentence that names it and the reason."""

    def __str__(self) -> str:
        return gettext(str((SAID | OWN)[self.reason])) % {
            "name": self.details["name"],
            "megabytes": LIMITS.bytes // 1_000_000,
            "megapixels": LIMITS.pixels // 1_000_000,
        }


def draw_logo(path: Path, filename: str, *, by: User) -> Logo:
    """A logo of this file, not saved: settling the newsroom's settings does that.

    Raises NotYours, LogoNotTaken.
    """
    require(by, "change_house")
    name = plain_name(filename)
    try:
        with tempfile.TemporaryDirectory(prefix="newsroom-") as room:
            files = Path(room) / "page", Path(room) / "square"
            sign = draw(path, *files)
            page, square = (one.read_bytes() for one in files)
    except Refused as refused:
        raise LogoNotTaken(name, refused.reason) from refused
    except OSError as error:
        if error.errno in FULL:
            raise LogoNotTaken(name, Reason.SPACE) from error
        raise
    return Logo(
        key=hashlib.sha256(page).hexdigest(),
        page=page,
        width=sign.width,
        height=sign.height,
        digest=hashlib.sha256(square).hexdigest(),
        square=square,
        side=sign.side,
        ink=sign.ink,
    )
