"""Break the glass: publish without the signatures, for a reason that everyone responsible reads."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.delivery.tasks import mail
from articles.drafts import signing
from articles.drafts.errors import NotNow
from articles.drafts.frozen import digest
from articles.drafts.kinds import State
from articles.drafts.models import Article, User
from articles.reader.models import Edition

from .compose import compose
from .errors import NeedsNote, NeedsReason, NotLive, NotNeeded
from .printing import Order, Run, already, print_run, set_up

#: A reason is a sentence, not a full stop.
FEWEST = 20
RIGHT = "articles.break_glass_article"


@transaction.atomic
def break_glass(
    article: Article,
    *,
    by: User,
    reason: str,
    kind: str = Edition.Kind.UPDATE,
    note: str = "",
    live_from: datetime | None = None,
) -> Edition:
    """Print the article although names are missing under it. Everything else proof asks holds.

    `reason` goes into the log, to every chief's desk and into their mail; `note` is the readers'.
    Raises NeedsReason, NotNow for what is in the bin, NotNeeded where everybody has signed, and
    whatever publish or correct raise.
    """
    reason = reason.strip()
    if len(reason) < FEWEST:
        raise NeedsReason(fewest=FEWEST)
    run = set_up(article, Order("break_glass", by, kind, note.strip(), live_from, unsigned=reason))
    composed = compose(run.article)
    if found := already(run, composed):
        return found
    admit(run)
    edition = print_run(run, composed)
    tell_the_chiefs(edition, by, reason)
    return edition


def admit(run: Run) -> None:
    """Raises what stands against it besides proof."""
    article = run.article
    if article.state == State.SPIKED:
        raise NotNow(state=article.get_state_display())
    if article.state == State.APPROVED and signing.complete(article, digest(article)):
        raise NotNeeded
    if run.order.kind == Edition.Kind.CORRECTION:
        if run.current is None:
            raise NotLive
        if not run.order.note:
            raise NeedsNote


def tell_the_chiefs(edition: Edition, by: User, reason: str) -> None:
    """A message to everybody who holds this right themselves; jobs of this very transaction."""
    backend = "django.contrib.auth.backends.ModelBackend"
    for chief in User.objects.with_perm(RIGHT, backend=backend, include_superusers=False):
        if chief.email:
            with override(chief.language or settings.LANGUAGE_CODE):
                mail.defer(to=chief.email, **message(edition, by, reason))


def message(edition: Edition, by: User, reason: str) -> dict[str, str]:
    headline = " ".join(edition.headline.split())
    return {
        "subject": _("Published without signatures: %(headline)s") % {"headline": headline},
        "text": _("%(who)s published “%(headline)s” without the signatures it needs.")
        % {"who": by, "headline": headline}
        + "\n\n"
        + _("Reason: %(reason)s") % {"reason": reason}
        + f"\n\n{settings.SITE_URL}{edition.story.path}\n",
    }
