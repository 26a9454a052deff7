"""Names that both sides use. What no reader may ever see has no column here."""

from .dossier import Dossier
from .former_person import FormerPerson
from .former_topic import FormerTopic
from .house import House
from .logo import Logo
from .person import Person
from .picture import Picture
from .section import Section
from .source import Source
from .tag import Tag

__all__ = [
    "Dossier",
    "FormerPerson",
    "FormerTopic",
    "House",
    "Logo",
    "Person",
    "Picture",
    "Section",
    "Source",
    "Tag",
]
