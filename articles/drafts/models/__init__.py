"""Working copies and what people did to them."""

from .acknowledgement import Acknowledgement
from .article import Article, TaggedArticle
from .autosave import Autosave
from .chosen import Chosen
from .contribution import Contribution
from .credit import Credit
from .decision import Decision
from .dispatch import Dispatch
from .factor import Authenticator, Passkey, RecoveryCode
from .log_in import LogIn
from .missing import Missing
from .notice import Notice, Watch
from .original import Licence, Original, TaggedPicture
from .outward import Outward
from .plan import Placement, Plan, PlanVersion
from .readership import Readership
from .recheck import Recheck
from .remark import Remark
from .route import Route
from .rule import SectionRule
from .saved_view import SavedView
from .share import Share, ShareReply, ShareVisit
from .signature import Signature
from .story_link import StoryLink, Unrelated
from .supplier import Supplier
from .unsent import Unsent
from .user import User
from .version import Version
from .version_name import VersionName
from .vocabulary import Vocabulary

__all__ = [
    "Acknowledgement",
    "Article",
    "Authenticator",
    "Autosave",
    "Chosen",
    "Contribution",
    "Credit",
    "Decision",
    "Dispatch",
    "Licence",
    "LogIn",
    "Missing",
    "Notice",
    "Original",
    "Outward",
    "Passkey",
    "Placement",
    "Plan",
    "PlanVersion",
    "Readership",
    "Recheck",
    "RecoveryCode",
    "Remark",
    "Route",
    "SavedView",
    "SectionRule",
    "Share",
    "ShareReply",
    "ShareVisit",
    "Signature",
    "StoryLink",
    "Supplier",
    "TaggedArticle",
    "TaggedPicture",
    "Unrelated",
    "Unsent",
    "User",
    "Version",
    "VersionName",
    "Vocabulary",
    "Watch",
]
