"""Showing one version to somebody without an account, hearing what they say, and ending it."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Now

from .errors import MayNotApprove, NoVersion, TooMuch
from .log import decide
from .models import Article, Share, ShareReply, ShareVisit, User
from .rights import require
from .workflow import hold

#: Replies of one link in ten minutes, and in all its life; openings in one minute.
AT_ONCE, EVER, OPENINGS = 5, 50, 60


@transaction.atomic
def share(
    article: Article,
    *,
    by: User,
    guest: str,
    version: int,
    lasts: timedelta,
    may_approve: bool = False,
) -> tuple[Share, str]:
    """A link to this version, and its secret, which is told this once and kept nowhere.

    Raises NotYours or NoVersion.
    """
    require(by, "change_article")
    held = hold(article)
    if not held.versions.filter(number=version).exists():
        raise NoVersion
    secret = secrets.token_urlsafe(32)
    made = Share.objects.create(
        article=held,
        version=version,
        guest=guest,
        digest=digest_of(secret),
        may_approve=may_approve,
        by=by,
        expires_at=Now() + lasts,
    )
    made.refresh_from_db()
    decide(held, "share", by=by, why=guest, shown=version, expires=made.expires_at)
    return made, secret


def digest_of(secret: str) -> str:
    """Of 256 random bits a plain digest is enough: there is nothing to guess from."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


@transaction.atomic
def revoke(link: Share, *, by: User) -> None:
    """End a link. Doing it again changes nothing. Raises NotYours."""
    require(by, "change_article")
    ended = Share.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=Now(), revoked_by=by
    )
    if ended:
        decide(link.article, "revoke_share", by=by, why=link.guest, shown=link.version)


def revoke_all(article: Article, *, by: User) -> None:
    """End every link to an article: what is redacted stands in its older versions."""
    Share.objects.filter(article=article, revoked_at=None).update(revoked_at=Now(), revoked_by=by)


def opened(secret: str) -> Share | None:
    """The open link of this secret. One and the same look, whatever is wrong with it."""
    return (
        Share.objects.filter(
            digest=digest_of(secret), expires_at__gt=Now(), revoked_at__isnull=True
        )
        .select_related("article", "by")
        .first()
    )


def enter(link: Share) -> None:
    """Log a visit. Raises TooMuch."""
    lately = ShareVisit.objects.filter(share=link, at__gt=Now() - timedelta(minutes=1))
    if lately.count() >= OPENINGS:
        raise TooMuch
    ShareVisit.objects.create(share=link)


@transaction.atomic
def reply(link: Share, *, kind: str, text: str = "") -> None:
    """Keep what the guest says, and say it in the log. An approval is given once.

    The log's name is that of who made the link: the guest has no account.
    Raises TooMuch or MayNotApprove.
    """
    Share.objects.select_for_update(of=("self",)).get(pk=link.pk)
    said = ShareReply.objects.filter(share=link)
    if kind == ShareReply.Kind.APPROVAL:
        if not link.may_approve:
            raise MayNotApprove
        if said.filter(kind=kind).exists():
            return
    lately = said.filter(at__gt=Now() - timedelta(minutes=10))
    if lately.count() >= AT_ONCE or said.count() >= EVER:
        raise TooMuch
    ShareReply.objects.create(share=link, kind=kind, text=text)
    why = f"{link.guest}: {text}" if text else link.guest
    decide(link.article, f"guest_{kind}", by=link.by, why=why, shown=link.version)


def links_of(article: Article) -> QuerySet[Share]:
    """All links to an article, the newest first, with how often and when last they were opened."""
    return (
        Share.objects.filter(article=article)
        .select_related("by", "revoked_by")
        .prefetch_related("replies")
        .annotate(times=Count("visits"), last=Max("visits__at"))
        .order_by("-at", "-id")
    )


def open_links(article: Article) -> QuerySet[Share]:
    return Share.objects.filter(article=article, expires_at__gt=Now(), revoked_at__isnull=True)
