"""What readers have: stories, their editions, and what is derived from them."""

from .children import Byline, StoryInDossier, StoryInSection, StoryTag
from .concordance import Concordance, Word
from .edition import Edition
from .entry import Entry, EntryEdition
from .front import Absence, Front, Slot
from .ghosts import Gone, Redirect, Tombstone
from .link import Headline, Link
from .picture import PictureUse, Plate, Rendition
from .pulse import Beat, Tide
from .rendering import Rendering
from .story import Story

__all__ = [
    "Absence",
    "Beat",
    "Byline",
    "Concordance",
    "Edition",
    "Entry",
    "EntryEdition",
    "Front",
    "Gone",
    "Headline",
    "Link",
    "PictureUse",
    "Plate",
    "Redirect",
    "Rendering",
    "Rendition",
    "Slot",
    "Story",
    "StoryInDossier",
    "StoryInSection",
    "StoryTag",
    "Tide",
    "Tombstone",
    "Word",
]
