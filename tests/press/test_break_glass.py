"""Publishing without the signatures: possible, for a reason, and seen by everybody responsible."""

import pytest
from django.core import mail as outbox
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.delivery.tasks import mail
from articles.drafts import saving, workflow
from articles.drafts.errors import NotNow, NotYours
from articles.drafts.kinds import State
from articles.drafts.models import Article, Decision
from articles.drafts.noticing import acknowledge, unseen
from articles.press.break_glass import break_glass
from articles.press.errors import NeedsNote, NeedsReason, NotNeeded, NotReady
from articles.press.publish import publish
from articles.reader.models import Edition
from tests.cast import approved, draft, person_of_the_desk, revise

pytestmark = pytest.mark.django_db
WHY = "Der Damm ist gebrochen; niemand sonst ist zu erreichen."


def mails() -> list[dict]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name="delivery.mail")]


def test_a_chief_publishes_alone_with_a_reason_that_is_kept(chief):
    article = draft(chief)
    edition = break_glass(article, by=chief, reason=WHY)
    assert (edition.number, edition.note) == (1, "")
    decision = Decision.objects.get(verb="break_glass")
    assert (decision.why, decision.digest) == (WHY, edition.digest)
    assert Article.objects.get().state == State.DRAFT, "nobody has approved it by that"


def test_every_chief_is_written_to_and_nobody_else(chief, editor, reporter):
    other = person_of_the_desk("other", "chief")
    person_of_the_desk("left", "chief", is_active=False)
    person_of_the_desk("root", is_superuser=True)
    break_glass(draft(reporter), by=chief, reason=WHY)
    assert {job["to"] for job in mails()} == {chief.email, other.email}
    assert all(WHY in job["text"] for job in mails())
    mail.func(**mails()[0])
    assert WHY in outbox.outbox[0].body


def test_a_headline_of_two_lines_breaks_no_message(chief):
    break_glass(draft(chief, headline="Eins\nBcc: x@example.org"), by=chief, reason=WHY)
    mail.func(**mails()[0])
    assert "\n" not in outbox.outbox[0].subject


def test_doing_it_again_neither_prints_nor_writes_again(chief):
    article = draft(chief)
    first = break_glass(article, by=chief, reason=WHY)
    assert break_glass(article, by=chief, reason=WHY) == first
    assert len(mails()) == Decision.objects.filter(verb="break_glass").count() == 1


def test_a_full_stop_is_no_reason(chief):
    with pytest.raises(NeedsReason, match="20"):
        break_glass(draft(chief), by=chief, reason="  eilt.  ")


@pytest.mark.parametrize("who", ["reporter", "editor", "stranger"])
def test_it_is_a_chiefs_right(request, reporter, who):
    with pytest.raises(NotYours):
        break_glass(draft(reporter), by=request.getfixturevalue(who), reason=WHY)


def test_it_forgives_missing_names_and_nothing_else(chief):
    article = draft(chief, section=None)
    Article.objects.update(section=None)
    with pytest.raises(NotReady):
        break_glass(article, by=chief, reason=WHY)
    article = draft(chief, headline="Im Eimer")
    workflow.spike(article, by=chief)
    with pytest.raises(NotNow):
        break_glass(article, by=chief, reason=WHY)


def test_where_everybody_has_signed_the_glass_stays_whole(reporter, chief):
    with pytest.raises(NotNeeded):
        break_glass(approved(reporter, chief), by=chief, reason=WHY)


def test_a_correction_in_the_night_still_tells_readers(reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    revise(article, reporter, chief, standfirst="Es waren 12.")
    article.refresh_from_db()
    article.standfirst = "Es waren 21."
    saving.save(article, by=chief)
    with pytest.raises(NeedsNote):
        break_glass(article, by=chief, reason=WHY, kind=Edition.Kind.CORRECTION)
    edition = break_glass(
        article, by=chief, reason=WHY, kind=Edition.Kind.CORRECTION, note="Die Zahl war falsch."
    )
    assert (edition.kind, edition.note) == ("correction", "Die Zahl war falsch.")


def test_every_other_chief_sees_it_until_they_say_so(client, chief, editor):
    other = person_of_the_desk("other", "chief")
    break_glass(draft(chief), by=chief, reason=WHY)
    decision = Decision.objects.get(verb="break_glass")
    assert not unseen(chief)
    client.force_login(other)
    assert WHY in client.get(reverse("admin:index")).content.decode()
    client.post(reverse("admin:decision_seen", args=[decision.pk]))
    assert WHY not in client.get(reverse("admin:index")).content.decode()
    client.force_login(editor)
    assert WHY not in client.get(reverse("admin:index")).content.decode()
    with pytest.raises(NotYours):
        acknowledge(decision, by=editor)
    assert client.post(reverse("admin:decision_seen", args=[decision.pk])).status_code == 403
