"""Saving through the form: a version each time, nobody overwritten, nothing typed is lost."""

import pytest
from django.urls import reverse

from articles.drafts.models import Article, Contribution, Version
from articles.reader.models import Edition
from tests.cast import draft, person_of_the_desk, section

pytestmark = pytest.mark.django_db

EMPTY = {
    f"{name}-{what}": n
    for name in ("contributions", "credits", "links")
    for what, n in {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}.items()
}


def filled(article: Article | None = None, **fields: object) -> dict[str, object]:
    """What the browser would send."""
    values = {
        "kicker": "",
        "headline": "Neu",
        "standfirst": "",
        "body": "<p>Text</p>",
        "short_headline": "",
        "section": section().pk,
        "tags": "",
        "kind": "story",
        "genre": "news",
        "language": "de",
        "place": "",
        "slug": "",
        "search_title": "",
        "search_description": "",
        "urgency": 5,
        "live_from": "",
        "internal_note": "",
        "external_id": "",
        "lead": "",
        "lead_caption": "",
        "_continue": "1",
    }
    if article:
        values |= {name: getattr(article, name) or "" for name in values if hasattr(article, name)}
        values |= {"section": article.section_id, "tags": "", "seen": article.version}
    return values | EMPTY | fields


def save(client, article: Article, **fields: object):
    url = reverse("admin:articles_article_change", args=[article.pk])
    return client.post(url, filled(article, **fields))


def test_a_new_article_is_a_first_version(client, reporter):
    client.force_login(reporter)
    client.post(reverse("admin:articles_article_add"), filled(tags="Südkorea, Fähre"))
    article = Article.objects.get()
    assert (article.version, article.slug, article.created_by) == (1, "neu", reporter)
    assert {tag.slug for tag in article.tag_list} == {"suedkorea", "faehre"}
    assert Version.objects.get().content["tags"] == ["Fähre", "Südkorea"]


def test_every_save_is_a_version(client, reporter):
    client.force_login(reporter)
    article = draft(reporter)
    assert save(client, article, headline="Zweite").status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.version) == ("Zweite", 2)
    assert Version.objects.count() == 2


def test_a_save_that_changes_nothing_is_none(client, reporter):
    client.force_login(reporter)
    article = draft(reporter)
    plain = article.body.replace("<p ", "<p  ")
    assert save(client, article, body=plain).status_code == 302
    assert Version.objects.count() == 1


def test_the_byline_belongs_to_the_version(client, reporter):
    client.force_login(reporter)
    article = draft(reporter, people=["Ada Lovis"])
    row = Contribution.objects.get()
    rows = {
        "contributions-TOTAL_FORMS": 1,
        "contributions-INITIAL_FORMS": 1,
        "contributions-0-id": row.pk,
        "contributions-0-article": article.pk,
        "contributions-0-person": row.person_id,
        "contributions-0-role": "Mitarbeit",
        "contributions-0-order": 0,
    }
    assert save(client, article, **rows).status_code == 302
    assert Version.objects.first().content["bylines"][0]["role"] == "Mitarbeit"


def test_the_second_saver_is_refused_with_every_word_kept(client, reporter, editor):
    article = draft(reporter)
    client.force_login(editor)
    save(client, article, headline="Die andere", body="<p>Der andere Text</p>")
    client.force_login(reporter)
    page = save(client, article, headline="Meine Zeile", body="<p>Mein Text</p>")
    said = page.content.decode()
    assert page.status_code == 200
    assert "editor" in said
    for words in ("Meine Zeile", "Mein Text", "Die andere", "Der andere Text"):
        assert words in said
    assert Article.objects.get().headline == "Die andere"
    assert Version.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "says"),
    [("<b>" * 300 + "tief", "too deeply"), ("x" * 2_100_000, "megabytes")],
    ids=["deep", "long"],
)
def test_a_text_that_cannot_be_taken_stays_on_the_screen(client, reporter, body, says):
    client.force_login(reporter)
    reporter.language = "en"
    reporter.save()
    article = draft(reporter)
    page = save(client, article, body=body, headline="Bleibt stehen")
    assert says in page.content.decode()
    assert "Bleibt stehen" in page.content.decode()
    assert Version.objects.count() == 1


def test_protected_fields_are_nobodys_to_post(client, reporter, chief):
    client.force_login(reporter)
    article = draft(reporter)
    uid = article.uid
    save(
        client,
        article,
        headline="Neu",
        state="approved",
        version=99,
        uid="00000000-0000-0000-0000-000000000000",
        created_by=chief.pk,
        changed_by=chief.pk,
        edition="1",
    )
    article.refresh_from_db()
    assert (article.state, article.version, article.uid) == ("draft", 2, uid)
    assert (article.created_by, article.changed_by) == (reporter, reporter)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("name", ["change", "do", "preview", "history"])
def test_a_stranger_and_nobody_get_nowhere(client, reporter, name):
    article = draft(reporter)
    arguments = [article.pk, "submit"] if name == "do" else [article.pk]
    url = reverse(f"admin:articles_article_{name}", args=arguments)
    assert client.get(url).status_code == 302
    client.force_login(person_of_the_desk("nobody"))
    assert client.get(url).status_code == 403


def test_nobody_deletes_an_article(client, chief, reporter):
    article = draft(reporter)
    client.force_login(person_of_the_desk("root", is_superuser=True))
    url = reverse("admin:articles_article_delete", args=[article.pk])
    assert client.post(url, {"post": "yes"}).status_code == 403
    assert Article.objects.exists()
