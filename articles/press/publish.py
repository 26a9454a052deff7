"""Publish: a story's first edition, or an update."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.catalog.kinds import Kind
from articles.delivery.announce import announce
from articles.drafts.log import decide
from articles.drafts.models import Article, User
from articles.reader.models import Edition

from .compose import compose
from .concordance import concord
from .errors import NotReady, UnknownKind
from .filing import file, filed
from .printing import Order, Run, already, print_run, set_up

#: What this verb prints.
KINDS = (Edition.Kind.FIRST, Edition.Kind.MINOR, Edition.Kind.UPDATE)


@transaction.atomic
def publish(
    article: Article,
    *,
    by: User,
    kind: str = Edition.Kind.UPDATE,
    note: str = "",
    live_from: datetime | None = None,
    replace: bool = False,
) -> Edition:
    """Print the article as it stands; readers have it from `live_from` on (aware; None is now).

    A story's first edition is its first whatever `kind` says; a later one is an update, or minor.
    A moment to come is an embargo: the edition lifts by itself, and one that is live stays until
    then. Doing it again changes nothing. Raises NotYours, NotReady, AlreadyDue (unless told to
    `replace`), Withdrawn, OutOfOrder, or UnknownKind: a correction has a verb of its own.
    """
    if kind not in KINDS:
        raise UnknownKind(kind=kind)
    run = set_up(article, Order("publish", by, kind, note, live_from, replace))
    composed = compose(run.article)
    found = already(run, composed)
    if found is None:
        return print_run(run, composed)
    refile(run, found)
    return found


def refile(run: Run, edition: Edition) -> None:
    """The words are live already; section and topics may yet have changed."""
    if run.story is None or run.embargo or filed(run.article, run.story):
        return
    if run.article.section is None and run.article.kind != Kind.PAGE:
        raise NotReady(faults=_("The section is missing."))
    before = file(run.article, run.story, edition, words_only=False)
    concord(run.story)
    decide(run.article, "file", by=run.order.by, why=run.order.note, digest=edition.digest)
    announce(run.story, also=before)
