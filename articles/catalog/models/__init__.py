"""Names that both sides use. What no reader may ever see has no column here."""

from .person import Person
from .picture import Picture
from .section import Section
from .source import Source
from .tag import Tag

__all__ = ["Person", "Picture", "Section", "Source", "Tag"]
