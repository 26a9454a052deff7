"""What a guest without an account gets: one version, a place to answer, and no way further."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.desk.shares import address_of
from articles.drafts import saving, sharing
from articles.drafts.models import Decision, Share, ShareReply, ShareVisit
from articles.press.publish import publish
from articles.reader import clock
from articles.reader.models import Story
from tests.cast import approved, draft, person_of_the_desk, revise

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(reporter):
    return draft(reporter, people=["Ada Lovis"])


@pytest.fixture
def secret(article, reporter):
    return made(article, reporter)


def made(article, by, **options) -> str:
    options = {"guest": "Dr. Inke Voss", "version": article.version, "may_approve": True} | options
    return sharing.share(article, by=by, lasts=timedelta(days=7), **options)[1]


def sure(page) -> str:
    return re.search(r'name="sure" value="([^"]+)"', page.content.decode())[1]


def test_a_guest_sees_the_version_the_link_is_pinned_to(client, article, reporter, secret):
    article.headline, article.body = "Erst später", "<p>Noch geheim.</p>"
    saving.save(article, by=reporter)
    page = client.get(address_of(secret))
    text = page.content.decode()
    assert page.status_code == 200
    assert "Die Fähre muss fahren" in text
    assert "Ada Lovis" in text
    assert "Dr. Inke Voss" in text
    assert "Erst später" not in text
    assert "Noch geheim" not in text


def test_every_visit_is_a_row(client, secret):
    for _visit in range(3):
        client.get(address_of(secret))
    assert ShareVisit.objects.count() == 3


def test_it_is_secluded(client, secret):
    page = client.get(address_of(secret))
    assert "noindex" in page["X-Robots-Tag"]
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["X-Frame-Options"] == "DENY"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert not page.cookies


def test_wrong_links_are_one_and_the_same_404(client, article, reporter, chief):
    expired, revoked = made(article, reporter), made(article, reporter)
    Share.objects.filter(digest=sharing.digest_of(expired)).update(expires_at=Now())
    sharing.revoke(Share.objects.get(digest=sharing.digest_of(revoked)), by=chief)
    unknown = "A" * 43
    absent = client.get("/nowhere/at/all/")  # and the memo of the site's sections is warm
    answers = []
    for one in (expired, revoked, unknown, "", "x", "a/b", "%00", "ä" * 90, "A" * 3000):
        for method in (client.get, client.post):
            with CaptureQueriesContext(connection) as queries:
                answer = method(f"/admin/shared/{one}/")
            answers.append((answer.status_code, answer.content, dict(answer.headers), len(queries)))
    assert answers[0][:2] == (404, absent.content)
    assert [one for one in answers if one != answers[0]] == []
    assert not ShareVisit.objects.exists()


def test_a_link_opens_one_article_and_no_other_door(client, article, secret):
    client.get(address_of(secret))
    for name in ("change", "preview", "history", "shares"):
        url = reverse(f"admin:articles_article_{name}", args=[article.pk])
        assert client.get(url).status_code == 302


def test_due_notes_and_embargoed_words_are_not_shown_to_a_guest(client, reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    secret = made(article, reporter)
    revise(article, reporter, chief, headline="Morgen anders")
    publish(article, by=chief, note="Geheimer Hinweis", live_from=clock.now() + timedelta(days=1))
    text = client.get(address_of(secret)).content.decode()
    assert "Geheimer Hinweis" not in text
    assert "Morgen anders" not in text


def test_a_guest_remarks_and_approves(client, secret, reporter):
    page = client.get(address_of(secret))
    for kind, text in (("remark", "Bitte <b>Frau</b> Dr. Voss."), ("approval", "")):
        answer = client.post(address_of(secret), {"kind": kind, "text": text, "sure": sure(page)})
        assert answer.status_code == 302
        assert answer["Referrer-Policy"] == "no-referrer"
    said = client.get(address_of(secret)).content.decode()
    assert "Bitte &lt;b&gt;Frau&lt;/b&gt; Dr. Voss." in said
    assert 'value="approval"' not in said
    client.force_login(reporter)
    url = reverse("admin:articles_article_shares", args=[Share.objects.get().article_id])
    assert "Bitte &lt;b&gt;Frau&lt;/b&gt; Dr. Voss." in client.get(url).content.decode()
    history = reverse("admin:articles_article_history", args=[Share.objects.get().article_id])
    assert "Dr. Inke Voss: Bitte" in client.get(history).content.decode()
    assert set(Decision.objects.values_list("verb", flat=True)) >= {
        "share",
        "guest_remark",
        "guest_approval",
    }


def test_an_answer_must_come_from_the_page_of_this_link(client, article, reporter, secret):
    other = sure(client.get(address_of(made(article, reporter))))
    own = sure(client.get(address_of(secret)))
    said = {"kind": "remark", "text": "Von woanders"}
    for token in ("", "x", other, own[:-1] + "!"):
        assert client.post(address_of(secret), said | {"sure": token}).status_code == 403
    elsewhere = client.post(
        address_of(secret), said | {"sure": own}, headers={"sec-fetch-site": "cross-site"}
    )
    assert elsewhere.status_code == 403
    assert not ShareReply.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "remark", "text": "  "},
        {"kind": "remark", "text": "x" * 2001},
        {"kind": "remark", "text": "a\0b"},
        {"kind": "verdict", "text": "Ja"},
        {},
    ],
    ids=["empty", "long", "nul", "kind", "nothing"],
)
def test_an_answer_that_is_none_keeps_what_was_typed_and_nothing_else(client, secret, said):
    token = sure(client.get(address_of(secret)))
    answer = client.post(address_of(secret), said | {"sure": token})
    assert answer.status_code == 200
    assert not ShareReply.objects.exists()


def test_too_many_answers_are_refused_in_a_sentence(client, secret, monkeypatch):
    token = sure(client.get(address_of(secret)))
    monkeypatch.setattr(sharing, "AT_ONCE", 1)
    said = {"kind": "remark", "text": "Noch etwas", "sure": token}
    assert client.post(address_of(secret), said).status_code == 302
    answer = client.post(address_of(secret), said)
    assert answer.status_code == 429
    assert "no-store" in answer["Cache-Control"]
    assert ShareReply.objects.count() == 1


def test_the_desk_makes_lists_and_closes_links(client, article, reporter):
    reporter.language = "en"
    reporter.save()
    client.force_login(reporter)
    url = reverse("admin:articles_article_shares", args=[article.pk])
    page = client.post(url, {"guest": "Jo Bek", "days": 3, "version": 1, "may_approve": "on"})
    found = re.search(r'value="(http://[^"]+/admin/shared/[^"]+)"', page.content.decode())[1]
    assert "no-store" in page["Cache-Control"]
    guest = Client()
    assert guest.get(found).status_code == 200
    listed = client.get(url).content.decode()
    assert "Jo Bek" in listed
    assert "Opened once" in listed
    assert found not in listed
    form = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert "1 open, 0 answered" in form
    client.post(url, {"revoke": Share.objects.get().pk})
    assert guest.get(found).status_code == 404
    assert "Closed by reporter" in client.get(url).content.decode()


@pytest.mark.parametrize(
    "given",
    [{"guest": ""}, {"days": 400}, {"days": "x"}, {"version": 99}, {"version": 0}],
    ids=["guest", "days", "no days", "version", "zero"],
)
def test_a_link_that_says_nonsense_is_not_made(client, article, reporter, given):
    client.force_login(reporter)
    url = reverse("admin:articles_article_shares", args=[article.pk])
    assert client.post(url, {"guest": "Jo", "days": 3, "version": 1} | given).status_code == 200
    assert not Share.objects.exists()


def test_another_articles_link_is_not_closed_here(client, article, reporter, secret):
    other = draft(reporter, headline="Andere")
    client.force_login(reporter)
    url = reverse("admin:articles_article_shares", args=[other.pk])
    for key in (Share.objects.get().pk, "x", "0"):
        assert client.post(url, {"revoke": key}).status_code == 404
    assert sharing.opened(secret)


def test_only_who_may_change_the_article_reaches_its_links(client, article, secret):
    url = reverse("admin:articles_article_shares", args=[article.pk])
    assert client.get(url).status_code == 302
    client.force_login(person_of_the_desk("nobody"))
    assert client.get(url).status_code == 403
    assert client.post(url, {"revoke": Share.objects.get().pk}).status_code == 403
    assert sharing.opened(secret)


def test_nothing_of_a_shared_draft_is_the_readers(article, secret, as_reader):
    with as_reader():
        assert not Story.objects.exists()
