"""Topics that are one thing become one; topics that are renamed are still found."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.catalog.models import Dossier, FormerTopic, Tag
from articles.drafts.errors import NotYours
from articles.drafts.models import Decision
from articles.press.errors import SameTopic
from articles.press.gather import gather
from articles.press.join_topics import join_topics, rename_topic
from articles.press.publish import publish
from articles.reader import clock as newsroom_clock
from articles.reader.models import StoryInDossier, StoryTag
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics(reporter, chief):
    """Two topics, each with a live story, and one story that has both."""
    for tags in (["Damm"], ["Dammbau"], ["Damm", "Dammbau"]):
        publish(approved(reporter, chief, headline=" und ".join(tags), tags=tags), by=chief)
    return Tag.objects.get(name="Damm"), Tag.objects.get(name="Dammbau")


def headlines(tag):
    rows = StoryTag.objects.filter(tag=tag).select_related("story")
    return sorted(one.story.editions.latest("number").headline for one in rows)


def test_everything_stands_under_the_topic_that_stays(topics, chief):
    old, new = topics
    join_topics(old, into=new, by=chief)
    assert headlines(new) == ["Damm", "Damm und Dammbau", "Dammbau"]
    assert new.tagged_articles.count() == 3
    assert not Tag.objects.filter(name="Damm").exists()


def test_no_article_gets_a_version_for_it(topics, reporter, chief):
    article = draft(reporter, tags=["Damm"])
    join_topics(*topics[:1], into=topics[1], by=chief)
    article.refresh_from_db()
    assert article.version == 1
    assert [one.name for one in article.tag_list] == ["Dammbau"]


def test_readers_are_led_from_the_old_page_and_its_feeds(client, topics, chief, as_reader):
    old, new = topics
    join_topics(old, into=new, by=chief)
    with as_reader():
        client.get("/topics/dammbau/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/topics/damm/")
        # the stamp, no such topic, its former address
        assert len([one for one in queries if "SET" not in one["sql"].split()[0]]) <= 3
        for rest in ("", "rss.xml", "atom.xml", "feed.json"):
            answer = client.get(f"/topics/damm/{rest}")
            assert (answer.status_code, answer["Location"]) == (301, f"/topics/dammbau/{rest}")
    assert "Damm und Dammbau" in client.get("/topics/dammbau/").content.decode()


def test_an_old_page_that_was_kept_by_a_browser_is_asked_for_anew(client, topics, chief):
    tag = client.get("/topics/damm/")["ETag"]
    assert client.get("/topics/damm/", headers={"If-None-Match": tag}).status_code == 304
    join_topics(topics[0], into=topics[1], by=chief)
    assert client.get("/topics/damm/", headers={"If-None-Match": tag}).status_code == 301


def test_what_no_reader_has_known_leaves_no_trace_for_them(client, reporter, chief, as_reader):
    publish(approved(reporter, chief, tags=["Dammbau"]), by=chief)
    later = newsroom_clock.now() + timedelta(days=1)
    publish(approved(reporter, chief, headline="Neu", tags=["Damm"]), by=chief, live_from=later)
    join_topics(Tag.objects.get(name="Damm"), into=Tag.objects.get(name="Dammbau"), by=chief)
    assert not FormerTopic.objects.exists()
    with as_reader():
        assert client.get("/topics/damm/").status_code == 404


def test_a_former_address_is_known_only_while_its_topic_is(topics, reporter, as_reader):
    hidden = Tag.objects.create(name="Geheim")
    FormerTopic.objects.create(slug="frueher", tag=hidden)
    FormerTopic.objects.create(slug="vormals", tag=topics[0])
    with as_reader():
        assert list(FormerTopic.objects.values_list("slug", flat=True)) == ["vormals"]


def test_joined_twice_the_first_address_leads_to_the_last(client, topics, reporter, chief):
    old, new = topics
    last = Tag.objects.create(name="Deich")
    join_topics(old, into=new, by=chief)
    join_topics(new, into=last, by=chief)
    assert client.get("/topics/damm/")["Location"] == "/topics/deich/"
    last.refresh_from_db()
    assert last.synonyms == ["Dammbau", "Damm"]


def test_a_topic_that_took_over_a_former_address_can_be_joined_too(client, topics, chief):
    FormerTopic.objects.create(slug=topics[0].slug, tag=Tag.objects.create(name="Deich"))
    join_topics(topics[0], into=topics[1], by=chief)
    assert client.get("/topics/damm/")["Location"] == "/topics/dammbau/"


def test_the_old_word_is_a_synonym_and_found_as_such(client, topics, chief):
    join_topics(topics[0], into=topics[1], by=chief)
    topics[1].refresh_from_db()
    assert topics[1].synonyms == ["Damm"]
    assert Tag.called(["Damm", "Hafen", "Dammbau"]) == ["Dammbau", "Hafen"]


def test_a_dossier_that_gathered_it_gathers_the_other(topics, chief):
    dossier = Dossier.objects.create(title="Der Damm", slug="der-damm", tag=topics[0])
    gather(dossier, by=chief)
    assert StoryInDossier.objects.filter(dossier=dossier).count() == 2
    join_topics(topics[0], into=topics[1], by=chief)
    dossier.refresh_from_db()
    assert dossier.tag == topics[1]
    assert StoryInDossier.objects.filter(dossier=dossier).count() == 3


def test_the_log_says_who_joined_what(topics, chief):
    join_topics(topics[0], into=topics[1], by=chief)
    line = Decision.objects.get(verb="topics_joined")
    assert line.by == chief
    assert line.details == {"topic": "Dammbau", "before": "Damm", "stories": 2}


def test_it_is_refused_to_those_who_may_not_change_topics(topics, reporter):
    with pytest.raises(NotYours):
        join_topics(topics[0], into=topics[1], by=reporter)


def test_a_topic_is_not_joined_with_itself(topics, chief):
    with pytest.raises(SameTopic):
        join_topics(topics[0], into=topics[0], by=chief)


def test_a_renamed_topic_is_found_under_its_old_address(client, topics, chief):
    client.force_login(chief)
    rename(client, topics[0], "deich")
    assert client.get("/topics/damm/")["Location"] == "/topics/deich/"
    rename(client, topics[0], "damm")
    assert client.get("/topics/damm/").status_code == 200
    assert client.get("/topics/deich/")["Location"] == "/topics/damm/"


def rename(client, tag, slug):
    where = reverse("admin:articles_tag_change", args=[tag.pk])
    form = {"name": "Damm", "slug": slug, "kind": "topic", "introduction": "", "synonyms": ""}
    assert client.post(where, form).status_code == 302


def test_the_desk_says_what_follows_before_it_is_done(client, topics, chief):
    chief.language = "en"
    chief.save()
    client.force_login(chief)
    where = reverse("admin:articles_tag_join", args=[topics[0].pk])
    page = client.post(where, {"into": "dammbau"})
    assert page.context["consequences"] == [
        "2 articles have this topic.",
        "2 published stories stand on its page.",
        "“Damm” becomes a synonym; whoever types it gets “Dammbau”.",
        "The page /topics/damm/ leads to /topics/dammbau/ from now on, and so do its feeds.",
    ]
    assert Tag.objects.filter(name="Damm").exists()
    answer = client.post(where, {"into": "dammbau", "go": "1"})
    assert answer["Location"] == reverse("admin:articles_tag_change", args=[topics[1].pk])
    assert not Tag.objects.filter(name="Damm").exists()


@pytest.mark.parametrize("into", ["", "Gibt es nicht", "Damm"])
def test_what_cannot_be_joined_is_refused_in_words(client, topics, chief, into):
    client.force_login(chief)
    where = reverse("admin:articles_tag_join", args=[topics[0].pk])
    page = client.post(where, {"into": into, "go": "1"})
    assert page.context["form"].errors["into"]
    assert Tag.objects.filter(name="Damm").exists()


def test_another_topics_name_is_no_synonym(client, topics, chief):
    client.force_login(chief)
    where = reverse("admin:articles_tag_change", args=[topics[0].pk])
    form = {"name": "Damm", "slug": "damm", "kind": "topic", "synonyms": "Dammbau"}
    page = client.post(where, form)
    assert "synonyms" in page.context["adminform"].form.errors


def test_the_topics_form_leads_to_joining(client, topics, chief):
    client.force_login(chief)
    page = client.get(reverse("admin:articles_tag_change", args=[topics[0].pk]))
    assert reverse("admin:articles_tag_join", args=[topics[0].pk]) in page.content.decode()


@pytest.mark.parametrize("way", ["join", "rename"])
def test_an_embargo_under_the_old_name_moves_the_page_of_the_new(
    way, client, topics, reporter, chief, clock
):
    """Whoever kept the page from before must not hear that nothing has changed."""
    old, new = topics
    later = newsroom_clock.now() + timedelta(hours=1)
    article = approved(reporter, chief, headline="Später", tags=["Damm"])
    publish(article, by=chief, live_from=later)
    if way == "join":
        join_topics(old, into=new, by=chief)
    else:
        old.slug = "deich"
        old.save()
        rename_topic(old, before="damm", by=chief)
    page = "/topics/dammbau/" if way == "join" else "/topics/deich/"
    tag = client.get(page)["ETag"]
    assert client.get(page, headers={"If-None-Match": tag}).status_code == 304
    clock(later + timedelta(seconds=1))
    answer = client.get(page, headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Später" in answer.content.decode()
