"""What is new, by mail: one letter for each person, gathering whatever they have not read."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from articles.catalog.models import House
from articles.drafts.models import Notice, User
from articles.drafts.seeing import sees
from articles.reader import clock

from .inbox import said

#: Lines of one letter, and letters of a remark in it.
MOST, SHOWN = 40, 300


def due() -> list[int]:
    """Whose oldest unread line has waited long enough, by their keys."""
    oldest = Notice.objects.filter(to_mail=True).values("to").annotate(first=Min("at"))
    waited = clock.now() - timedelta(minutes=settings.NEWS_MINUTES)
    return list(oldest.filter(first__lte=waited).order_by("first").values_list("to", flat=True))


def send_all() -> int:
    """A letter to everybody whose news has waited; how many were sent.

    A mail server that is away stops it, and the rest is sent the next time: nothing is marked
    before its letter is out.
    """
    return sum(send(key) for key in due())


@transaction.atomic
def send(key: int) -> bool:
    """One letter with everything that one person was not yet mailed. False if there is none."""
    user = User.objects.get(pk=key)
    rows = Notice.objects.filter(to=user, to_mail=True)
    held = list(rows.select_for_update(skip_locked=True).values_list("pk", flat=True))
    wanted = held and user.mail_news and user.email and sees(user)
    if wanted:
        with override(user.language or settings.LANGUAGE_CODE):
            subject, text = letter(held)
        try:
            send_mail(subject, text, House.objects.newest().mail_from, [user.email])
        except SMTPRecipientsRefused:
            wanted = False
    Notice.objects.filter(pk__in=held).update(to_mail=False)
    return bool(wanted)


def letter(keys: list[int]) -> tuple[str, str]:
    """Subject and text, in the language that is spoken now."""
    rows = Notice.objects.filter(pk__in=keys).order_by("article", "id")
    found = list(rows.select_related("article", "by", "remark", "decision"))
    count = len(found)
    subject = ngettext(
        "%(n)d item of news from the desk", "%(n)d items of news from the desk", count
    )
    parts, last = [], 0
    for one in found[:MOST]:
        if one.article_id != last:
            parts.append(f"{headline(one)}\n{address(one)}\n")
            last = one.article_id
        parts.append(line(one))
    if count > MOST:
        parts.append(_("And %(n)d more in the inbox.") % {"n": count - MOST} + "\n")
    inbox = settings.SITE_URL + reverse("admin:inbox")
    parts.append(_("All of it, and the switch for this mail: %(address)s") % {"address": inbox})
    return subject % {"n": count}, "\n".join(parts) + "\n"


def headline(one: Notice) -> str:
    return " ".join(one.article.headline.split())


def address(one: Notice) -> str:
    page = reverse("admin:articles_article_change", args=[one.article_id])
    return f"{settings.SITE_URL}{page}" + (f"#remark-{root(one)}" if one.remark else "")


def root(one: Notice) -> int | None:
    """The remark that a thread begins with."""
    return (one.remark.thread_id or one.remark.pk) if one.remark else None


def line(one: Notice) -> str:
    """Who did what; a remark's beginning under it."""
    words = " ".join(one.remark.text.split()) if one.remark else ""
    shown = words if len(words) <= SHOWN else f"{words[:SHOWN]} …"
    told = one.kind not in (Notice.Kind.RESOLVED, Notice.Kind.REOPENED)
    return f"– {one.by} · {said(one)}" + (f":\n  {shown}" if shown and told else "") + "\n"
