"""News: who is told of what at the desk; each once, and nobody of what they did themselves."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from .models import Article, Decision, Notice, Remark, User, Watch
from .seeing import who_see

#: Decisions that watchers are told of: states of the copy, and what readers get or lose.
STATES = frozenset({"submit", "sign", "approve", "send_back", "spike", "revive"})
PUBLICATIONS = frozenset(
    {
        *("publish", "correct", "break_glass", "recall", "reschedule"),
        *("undo", "withdraw", "restore"),
    }
)
#: Counted one by one; of more the inbox says that there are more.
COUNTED = 99
Kind = Notice.Kind


def tell_of_remark(remark: Remark, mentioned: Iterable[int]) -> None:
    """Whoever is called, whoever spoke before in the thread, whose article it is, who watches."""
    why: dict[int, str] = dict.fromkeys(watchers(remark.article, remark.by_id), Kind.REMARK)
    why |= dict.fromkeys(keepers(remark.article), Kind.REMARK)
    if remark.thread:
        why |= dict.fromkeys(speakers(remark.thread), Kind.REPLY)
    why |= dict.fromkeys(mentioned, Kind.MENTION)
    tell(why, by=remark.by, article=remark.article, remark=remark)


def tell_of_state(thread: Remark, kind: str, *, by: User) -> None:
    """Settled, or taken up again: whoever spoke in the thread."""
    why: dict[int, str] = dict.fromkeys(speakers(thread), kind)
    tell(why, by=by, article=thread.article, remark=thread)


def tell_of_decision(decision: Decision, article: Article) -> None:
    """Whoever watches the article, its section, its writer, or who decided."""
    if decision.verb in STATES | PUBLICATIONS and decision.by:
        found = watchers(article, decision.by.pk)
        why: dict[int, str] = dict.fromkeys(found, Kind.DECISION)
        tell(why, by=decision.by, article=article, decision=decision)


def keepers(article: Article) -> set[int]:
    """Whose article it is: who writes and edits it, or who began it where nobody was named."""
    named = {article.writer_id, article.editor_id} - {None}
    return {key for key in named or {article.created_by_id} if key is not None}


def speakers(thread: Remark) -> set[int]:
    rows = Remark.objects.filter(Q(pk=thread.pk) | Q(thread=thread))
    return set(rows.values_list("by", flat=True))


def watchers(article: Article, doer: int) -> set[int]:
    """Who watches the article, a section it stands in, who writes it, or who does this."""
    sections = [one.pk for one in article.section.lineage] if article.section else []
    people = {doer, article.writer_id or article.created_by_id} - {None}
    asked = Q(article=article.pk) | Q(section__in=sections) | Q(account__in=people)
    return set(Watch.objects.filter(asked).values_list("by", flat=True))


def tell(
    why: dict[int, str],
    *,
    by: User,
    article: Article,
    remark: Remark | None = None,
    decision: Decision | None = None,
) -> None:
    """A line in the inbox of each who may see the article; by mail too, if that is wanted."""
    why.pop(by.pk, None)
    if not why:
        return
    told = who_see().filter(pk__in=why)
    Notice.objects.bulk_create(
        Notice(
            to=one,
            kind=why[one.pk],
            by=by,
            article=article,
            remark=remark,
            decision=decision,
            to_mail=bool(one.mail_news and one.email),
        )
        for one in told
    )


def unread(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(to=user, read_at=None)


def unread_count(user: User) -> int:
    """At most one more than is counted one by one."""
    return unread(user)[: COUNTED + 1].count()


def read(user: User, rows: QuerySet[Notice]) -> None:
    """Taken notice of: no mail tells of it any more."""
    rows.filter(to=user, read_at=None).update(read_at=Now(), to_mail=False)


def mail_from_now(user: User, wanted: bool) -> None:
    """The personal switch. What waited for a mail when it is switched off does not come later."""
    User.objects.filter(pk=user.pk).update(mail_news=wanted)
    if not wanted:
        Notice.objects.filter(to=user, to_mail=True).update(to_mail=False)
