"""Who may see articles, and so what is said of them."""

from django.db.models import QuerySet

from .errors import NotYours
from .models import User

#: Either opens an article's page.
OPENING = ("articles.view_article", "articles.change_article")
#: Groups and accounts of this desk; a provider of log-ins hands out none.
BACKEND = "django.contrib.auth.backends.ModelBackend"


def sees(user: User) -> bool:
    return user.is_active and user.is_staff and any(user.has_perm(one) for one in OPENING)


def require_sight(user: User) -> None:
    """Raises NotYours unless this person may see articles."""
    if not sees(user):
        raise NotYours


def who_see() -> QuerySet[User]:
    """Everybody of whom `sees` is true."""
    one, other = (User.objects.with_perm(right, backend=BACKEND) for right in OPENING)
    return (one | other).filter(is_staff=True)
