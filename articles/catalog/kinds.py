"""What kinds of story there are: closed lists that both sides use."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    STORY = "story", _("story")
    PAGE = "page", _("page")
    TICKER = "ticker", _("ticker")


#: What lists, feeds, search and maps of news have; a page stands by itself, in no section.
LISTED = (Kind.STORY, Kind.TICKER)


class Genre(TextChoices):
    NEWS = "news", _("news")
    REPORT = "report", _("report")
    ANALYSIS = "analysis", _("analysis")
    OPINION = "opinion", _("opinion")
    INTERVIEW = "interview", _("interview")
    GUEST = "guest", _("guest contribution")
    REVIEW = "review", _("review")
    ADVERTISEMENT = "advertisement", _("advertisement")


#: Readers are told of these; news and reports speak for themselves.
LABELLED = frozenset(Genre) - {Genre.NEWS, Genre.REPORT}


class Place(TextChoices):
    """Where on a front a story stands: the lead, the row of seconds, the list below them."""

    LEAD = "lead", _("Lead")
    SECOND = "second", _("Second row")
    LIST = "list", _("List")
