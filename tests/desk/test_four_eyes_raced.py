"""Somebody changes the text between approval and publication: nothing unsigned is ever printed.

However it is published: by the form, a made-up POST, an action on the list, the command, a direct
call, by a superuser. Each way is raced 4 times in the suite, and 200 races by `python -m bench
hard`.
"""

from collections.abc import Callable
from io import StringIO
from itertools import cycle, islice
from threading import Barrier

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from articles.drafts import saving, signing, workflow
from articles.drafts.errors import Refusal
from articles.drafts.kinds import State
from articles.drafts.models import Article, User
from articles.press.errors import Refusal as RefusalOfThePress
from articles.press.publish import publish
from articles.reader.models import Edition
from tests.cast import approved, draft, person_of_the_desk
from tests.drafts.test_saving import in_threads
from tests.hard import times

from .test_saving import save

pytestmark = pytest.mark.django_db(transaction=True)
UNSIGNED = "Von niemandem gegengelesen"
Way = Callable[[Article, User], None]


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by_form(article: Article, who: User) -> None:
    client = logged_in(who)
    url = reverse("admin:articles_article_do", args=[article.pk, "publish"])
    client.get(url)
    client.post(url, {"seen": article.version})


def by_made_up_post(article: Article, who: User) -> None:
    """Whatever version comes next, and as if it were approved."""
    url = reverse("admin:articles_article_do", args=[article.pk, "publish"])
    for seen in (article.version + 1, article.version, ""):
        logged_in(who).post(
            url, {"seen": seen, "state": "approved", "approved": "on", "replace": "on"}
        )


def by_action(article: Article, who: User) -> None:
    url = reverse("admin:articles_article_changelist")
    chosen = {"_selected_action": article.pk, "select_across": 1, "index": 0}
    for action in ("publish", "approve", "make_published", "delete_selected"):
        logged_in(who).post(url, chosen | {"action": action, "_save": "1"})


def by_command(article: Article, who: User) -> None:
    try:
        call_command(
            *("article", "publish", article.slug),
            by=who.username,
            stdout=StringIO(),
            stderr=StringIO(),
        )
    except CommandError:
        return


def by_call(article: Article, who: User) -> None:
    try:
        publish(article, by=who)
    except (Refusal, RefusalOfThePress):
        return


WAYS: list[Way] = [by_form, by_made_up_post, by_action, by_command, by_call]


def change_by_form(article: Article, who: User) -> None:
    save(logged_in(who), article, headline=UNSIGNED)


def change_by_call(article: Article, who: User) -> None:
    article.headline = UNSIGNED
    saving.save(article, by=who)


def races(count: int) -> list[tuple[Way, Way, str]]:
    """How it is published, how it is changed meanwhile, and by whom it is published."""
    every = [
        (way, change, publisher)
        for way in WAYS
        for change in (change_by_form, change_by_call)
        for publisher in ("chief", "root")
    ]
    return list(islice(cycle(every), count))


def test_a_change_between_approval_and_publication_is_never_printed(reporter, chief):
    people = {"chief": chief, "root": person_of_the_desk("root", is_superuser=True)}
    printed = refused = 0
    for number, (way, change, publisher) in enumerate(races(times(20, fully=200))):
        article = approved(reporter, chief, headline=f"Meldung {number}")
        race(
            article,
            lambda a, w=way, p=publisher: w(a, people[p]),
            lambda a, c=change: c(a, reporter),
        )
        edition = Edition.objects.filter(story__uid=article.uid).first()
        printed, refused = printed + bool(edition), refused + (edition is None)
        if edition:
            assert edition.headline == f"Meldung {number}"
            assert len({one.by_id for one in signing.signatures(article, edition.digest)}) == 2
        article.refresh_from_db()
        assert (article.headline, article.state) == (UNSIGNED, State.SUBMITTED)
    assert not Edition.objects.filter(headline=UNSIGNED).exists()
    assert printed
    assert refused
    print(f"\n{printed} printed as signed, {refused} refused, 0 unsigned")  # noqa: T201


def race(article: Article, *sides: Callable[[Article], None]) -> None:
    """All at the same moment, each with the article as it was read before."""
    start = Barrier(len(sides))

    def run(number: int) -> None:
        mine = Article.objects.get(pk=article.pk)
        start.wait()
        sides[number](mine)

    assert in_threads(len(sides), run) == []


@pytest.mark.parametrize("verb", [workflow.approve, workflow.sign])
def test_nobody_signs_words_they_have_not_seen(reporter, chief, verb):
    article = draft(reporter)
    workflow.submit(article, by=reporter)
    seen = Article.objects.get(pk=article.pk)
    change_by_call(Article.objects.get(pk=article.pk), reporter)
    with pytest.raises(Refusal, match="reporter"):
        verb(seen, by=chief)
    assert Article.objects.get().state == State.SUBMITTED


def test_a_change_by_somebody_who_read_the_draft_still_takes_the_approval_away(reporter, chief):
    """Submitting and approving make no version, so the older copy may still be saved."""
    article = draft(reporter)
    older = Article.objects.get(pk=article.pk)
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    change_by_call(older, reporter)
    assert Article.objects.get().state == State.SUBMITTED
