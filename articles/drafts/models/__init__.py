"""Working copies and what people did to them."""

from .acknowledgement import Acknowledgement
from .article import Article, TaggedArticle
from .autosave import Autosave
from .contribution import Contribution
from .credit import Credit
from .decision import Decision
from .rule import SectionRule
from .signature import Signature
from .user import User
from .version import Version
from .version_name import VersionName

__all__ = [
    "Acknowledgement",
    "Article",
    "Autosave",
    "Contribution",
    "Credit",
    "Decision",
    "SectionRule",
    "Signature",
    "TaggedArticle",
    "User",
    "Version",
    "VersionName",
]
