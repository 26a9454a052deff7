"""What keeps an article's pictures from being printed, and what the desk should know of them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.drafts.models import Article
from articles.drafts.picturing import name_of, pictures_of, unknown_keys

#: Rights that end this soon after publication are worth a word.
SOON = timedelta(days=14)

Finding = tuple[str, str]


def blocking(article: Article, at: datetime) -> Iterator[Finding]:
    """What must not be printed at that moment."""
    for key in unknown_keys(article.body):
        yield "picture", _("A picture in the text is not in the library (%(key)s).") % {"key": key}
    for one in pictures_of(article):
        named = {"name": name_of(one)}
        if not one.alt.strip():
            yield "alt", _("The picture “%(name)s” has no description.") % named
        if not one.credit.strip():
            yield "credit", _("The picture “%(name)s” has no credit.") % named
        if one.usable_until and one.usable_until <= at:
            said = _("The rights in the picture “%(name)s” have ended by then (%(moment)s).")
            yield "rights", said % (named | {"moment": local(one.usable_until)})


def advice(article: Article, at: datetime) -> Iterator[Finding]:
    for one in pictures_of(article):
        named = {"name": name_of(one)}
        if one.usable_until and at < one.usable_until <= at + SOON:
            said = _("The picture “%(name)s” disappears on %(moment)s: its rights end.")
            yield "rights-soon", said % (named | {"moment": local(one.usable_until)})
        if one.no_social and one.pk == article.lead_id:
            yield "no-social", _("The picture “%(name)s” is not shown in social networks.") % named
        if one.sensitive:
            yield "sensitive", _("The picture “%(name)s” is shown only after a click.") % named


def local(moment: datetime) -> str:
    """A moment as the newsroom's own clock shows it."""
    return date_format(timezone.localtime(moment), _("j F Y, H:i"))
