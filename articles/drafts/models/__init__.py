"""Working copies and what people did to them."""

from .article import Article, TaggedArticle
from .autosave import Autosave
from .contribution import Contribution
from .credit import Credit
from .decision import Decision
from .share import Share, ShareReply, ShareVisit
from .signature import Signature
from .user import User
from .version import Version

__all__ = [
    "Article",
    "Autosave",
    "Contribution",
    "Credit",
    "Decision",
    "Share",
    "ShareReply",
    "ShareVisit",
    "Signature",
    "TaggedArticle",
    "User",
    "Version",
]
