"""Working copies and what people did to them."""

from .article import Article, TaggedArticle
from .autosave import Autosave
from .contribution import Contribution
from .credit import Credit
from .decision import Decision
from .signature import Signature
from .story_link import Refusal, StoryLink
from .user import User
from .version import Version
from .vocabulary import Vocabulary

__all__ = [
    "Article",
    "Autosave",
    "Contribution",
    "Credit",
    "Decision",
    "Refusal",
    "Signature",
    "StoryLink",
    "TaggedArticle",
    "User",
    "Version",
    "Vocabulary",
]
