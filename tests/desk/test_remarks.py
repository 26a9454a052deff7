"""The remarks beside the form: what the desk answers, and what it never loses."""

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from articles.drafts import saving, watching
from articles.drafts.copying import copy
from articles.drafts.models import Article, Notice, Remark, Watch
from articles.drafts.remarking import remark
from articles.press.publish import publish
from articles.text.blocks import split
from tests.cast import approved, draft, person_of_the_desk

pytestmark = pytest.mark.django_db
SECRET = "Geheimnis der Redaktion"


def address(article: Article) -> str:
    return reverse("admin:articles_article_remarks", args=[article.pk])


@pytest.fixture
def article(reporter):
    return draft(reporter)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def say(client, article, **said):
    fields = {"do": "say", "text": "Stimmt das?", "key": str(uuid4()), "part": "1"} | said
    return client.post(address(article), fields)


def passage(article, words="am Montag"):
    block = next(one for one in split(article.body) if words in one.text)
    before, _words, after = block.text.partition(words)
    return {"block": block.id, "quote": words, "before": before[-32:], "after": after[:32]}


def test_it_is_said_answered_settled_and_taken_up_again(desk, article):
    page = say(desk, article, **passage(article)).content.decode()
    thread = Remark.objects.get()
    assert f'id="remark-{thread.pk}"' in page
    assert 'data-stands="here"' in page
    say(desk, article, text="Doch.", thread=thread.pk)
    for what, open_ones in (("resolve", 0), ("reopen", 1)):
        answer = desk.post(address(article), {"do": what, "thread": thread.pk, "part": "1"})
        assert f'data-count="{open_ones}"' in answer.content.decode()
    assert [one.text for one in thread.replies.all()] == ["Doch."]


def test_without_a_script_it_is_a_page_like_any_other(desk, article):
    answer = desk.post(address(article), {"do": "say", "text": "Stimmt das?", "key": ""})
    assert answer.status_code == 302
    assert "Stimmt das?" in desk.get(answer["Location"]).content.decode()


def test_words_of_a_passage_that_is_gone_are_kept_and_said_to_be_gone(desk, article, reporter):
    say(desk, article, **passage(article))
    article.body = "<p>Ganz neu.</p>"
    saving.save(article, by=reporter)
    page = desk.get(address(article)).content.decode()
    assert 'data-stands="gone"' in page
    assert '<q lang="de">am Montag</q>' in page


def test_a_passage_that_moved_is_found_after_the_save(desk, article, reporter):
    say(desk, article, **passage(article))
    blocks = [one.html for one in split(article.body)]
    article.body = "<p>Davor.</p>" + "".join(reversed(blocks))
    saving.save(article, by=reporter)
    assert 'data-stands="here"' in desk.get(address(article)).content.decode()


@pytest.mark.parametrize("text", ["", "  ", "x" * 5_001])
def test_what_is_refused_comes_back_with_its_words_and_its_key(desk, article, text):
    key = str(uuid4())
    answer = say(desk, article, text=text, key=key)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'role="alert">' in page
    assert f'value="{key}"' in page
    assert f">{text}</textarea>" in page
    assert not Remark.objects.exists()


def test_a_refused_reply_keeps_its_place(desk, article, editor):
    thread = remark(article, "Stimmt das?", by=editor, key=uuid4())
    page = say(desk, article, text="x" * 5_001, thread=thread.pk).content.decode()
    form = page[page.index(f'data-thread="{thread.pk}"') :]
    assert "x" * 5_001 in form
    assert page.count("x" * 5_001) == 1


def test_markup_in_a_remark_is_only_text(desk, article):
    page = say(desk, article, text="<b>x</b> <script>alert(1)</script> @reporter").content.decode()
    assert "<script>alert" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert re.search(r'<b class="called" title="reporter">@reporter</b>', page)


def test_who_was_called_and_sees_nothing_is_named(desk, article, stranger, reporter):
    page = say(desk, article, text="@stranger und @reporter").content.decode()
    assert "@stranger</p>" in page
    assert "@reporter</p>" not in page.split("data-threads")[1].split("<form")[0]


def test_a_remark_of_another_article_is_not_answered_here(desk, article, reporter, editor):
    other = remark(draft(reporter, headline="B"), "Dort.", by=editor, key=uuid4())
    for what in ("say", "resolve"):
        assert say(desk, article, do=what, thread=other.pk).status_code == 404
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("thread", ["x", "-1", "9" * 40, "0"])
def test_no_thread_is_no_fault_of_ours(desk, article, thread):
    assert say(desk, article, thread=thread).status_code == 404


def test_what_nobody_means_is_a_404(desk, article):
    assert say(desk, article, do="").status_code == 404


def test_who_sees_no_articles_sees_no_remarks(client, stranger, article):
    client.force_login(stranger)
    assert client.get(address(article)).status_code == 403
    assert say(client, article).status_code == 403
    assert client.get(reverse("admin:articles_article_colleagues")).status_code == 403


def test_logged_out_nothing_is_said_and_the_log_in_is_asked_for(client, article):
    assert say(client, article)["Location"].startswith("/admin/login/")
    assert not Remark.objects.exists()


def test_who_may_only_look_may_remark(client, article):
    client.force_login(person_of_the_desk("watcher", "ticker"))
    assert say(client, article).status_code == 200


def test_their_form_offers_no_passage_that_they_cannot_mark(client, article):
    client.force_login(person_of_the_desk("watcher", "ticker"))
    where = reverse("admin:articles_article_change", args=[article.pk])
    page = client.get(where).content.decode()
    assert 'id="remarks"' in page
    assert "data-mark " not in page


def test_a_new_article_has_no_remarks_yet(desk):
    assert 'id="remarks"' not in desk.get("/admin/articles/article/add/").content.decode()


def test_the_number_of_remarks_costs_no_statement(desk, article, editor, reporter):
    def count():
        with CaptureQueriesContext(connection) as asked:
            desk.get(address(article), {"part": ""})
        return len(asked)

    def more(number):
        for _ in range(number):
            thread = remark(article, "@reporter, ja?", by=editor, key=uuid4())
            for _ in range(2):
                remark(article, "@editor, nein", by=reporter, key=uuid4(), thread=thread)

    more(1)
    few = count()
    more(12)
    assert count() == few


def test_the_form_asks_for_their_number_only(desk, article, editor):
    where = reverse("admin:articles_article_change", args=[article.pk])

    def count():
        with CaptureQueriesContext(connection) as asked:
            page = desk.get(where).content.decode()
        return len(asked), page

    remark(article, SECRET, by=editor, key=uuid4())
    desk.get(where)
    few, page = count()
    assert "data-remarks-open>1<" in page
    assert SECRET not in page
    for _ in range(5):
        remark(article, SECRET, by=editor, key=uuid4())
    assert count()[0] == few


def test_news_of_an_article_are_read_once_its_remarks_are_seen(desk, article, reporter, editor):
    remark(article, "@editor", by=reporter, key=uuid4())
    remark(draft(reporter, headline="B"), "@editor", by=reporter, key=uuid4())
    assert "data-unread" in desk.get(address(article), {"part": ""}).content.decode()
    desk.post(address(article), {"do": "seen", "part": "1"})
    assert Notice.objects.get(read_at=None).article != article


def test_an_article_its_section_and_its_writer_are_watched_from_here(desk, article, editor):
    for name in (f"article:{article.pk}", f"section:{article.section_id}"):
        desk.post(address(article), {"do": "watch", "on": name, "part": "1"})
    assert Watch.objects.filter(by=editor).count() == 2
    page = desk.get(address(article)).content.decode()
    assert page.count('aria-pressed="true"') == 2
    desk.post(address(article), {"do": "unwatch", "on": f"article:{article.pk}"})
    assert Watch.objects.get().section == article.section


def test_only_who_may_see_the_article_is_offered_by_any_of_their_names(desk, stranger):
    person_of_the_desk("il", "reporter", first_name="Ida", last_name="Lund")
    person_of_the_desk("ida-gone", "reporter", is_active=False)

    def offered(text):
        answer = desk.get(reverse("admin:articles_article_colleagues"), {"q": text})
        return [one["name"] for one in answer.json()["people"]]

    assert offered("ida") == offered("lun") == offered("IL") == ["il"]
    assert offered("stra") == []
    assert "il" in offered("")
    assert offered("\0") == offered("")


def test_nothing_that_readers_get_has_a_word_of_it(client, reporter, chief, as_reader):
    article = approved(reporter, chief)
    remark(article, SECRET, by=chief, key=uuid4())
    story = publish(article, by=chief).story
    section_path = f"/{article.section.slug}/"
    with as_reader():
        for path in (story.path, "/", section_path, "/feed.json", "/rss.xml", "/atom.xml"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert SECRET not in answer.content.decode()


def test_no_copy_takes_remarks_along(article, editor, reporter):
    remark(article, SECRET, by=editor, key=uuid4())
    assert not copy(article, by=reporter).remarks.exists()
    assert watching.watched(reporter).count() == 0


def test_the_panel_is_in_english_where_english_is_spoken(desk, article, editor):
    editor.language = "en"
    editor.save()
    with override("en"):
        assert "Remark; @ calls a colleague" in desk.get(address(article)).content.decode()
