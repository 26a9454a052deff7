"""Every model of the app, room by room. Django looks here; people should not."""

from .catalog.models import Person, Section, Source, Tag
from .drafts.models import (
    Article,
    Autosave,
    Contribution,
    Credit,
    Decision,
    Signature,
    TaggedArticle,
    User,
    Version,
)
from .reader.models import (
    Beat,
    Byline,
    Edition,
    Gone,
    Redirect,
    Rendering,
    Story,
    StoryInSection,
    StoryTag,
    Tide,
)

__all__ = [
    "Article",
    "Autosave",
    "Beat",
    "Byline",
    "Contribution",
    "Credit",
    "Decision",
    "Edition",
    "Gone",
    "Person",
    "Redirect",
    "Rendering",
    "Section",
    "Signature",
    "Source",
    "Story",
    "StoryInSection",
    "StoryTag",
    "Tag",
    "TaggedArticle",
    "Tide",
    "User",
    "Version",
]
