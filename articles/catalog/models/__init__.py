"""Names that both sides use. What no reader may ever see has no column here."""

from .dossier import Dossier
from .person import Person
from .picture import Picture
from .section import Section
from .source import Source
from .tag import Tag

__all__ = ["Dossier", "Person", "Picture", "Section", "Source", "Tag"]
