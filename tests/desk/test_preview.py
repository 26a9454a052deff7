"""The preview: what the form says, as readers would get it; nothing is saved, nothing leaves."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.catalog.models import Person, Source
from articles.drafts.models import Article, Autosave, Version
from articles.press.compose import compose, set_words
from articles.press.publish import publish
from tests.cast import approved, draft, person_of_the_desk, section

from .test_saving import filled

pytestmark = pytest.mark.django_db


def address(article: Article | None = None) -> str:
    name = "articles_article_preview" if article else "articles_article_preview_new"
    return reverse(f"admin:{name}", args=[article.pk] if article else [])


def drawn(client, article: Article | None = None, **fields: object) -> str:
    answer = client.post(address(article), filled(article, **fields))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def article(reporter, client):
    client.force_login(reporter)
    return draft(reporter, people=["Ada Lovis"])


def test_unsaved_words_are_drawn_and_stay_unsaved(client, article):
    page = drawn(
        client, article, headline="Nur getippt", body="<p>Noch nicht <b>gesichert</b>.</p>"
    )
    assert "Nur getippt" in page
    assert "<strong>gesichert</strong>" in page
    article.refresh_from_db()
    assert (article.version, article.headline) == (1, "«Die Fähre muss fahren»: Rat beschließt")
    assert (Version.objects.count(), Autosave.objects.count()) == (1, 0)


def test_the_form_as_it_was_opened_is_the_saved_page(client, article):
    saved = client.get(address(article)).content.decode()
    page = drawn(client, article, **byline_row(article))

    def main(text: str) -> str:
        return text.split("<main", 1)[1].split("</main>")[0]

    assert without_times(main(page)) == without_times(main(saved))


def without_times(text: str) -> str:
    return "".join(part.split("</time>")[-1] for part in text.split("<time"))


def byline_row(article: Article, **fields: object) -> dict[str, object]:
    row = article.contributions.get()
    values = {"id": row.pk, "article": article.pk, "person": row.person_id, "role": "", "order": 0}
    return {"contributions-TOTAL_FORMS": 1, "contributions-INITIAL_FORMS": 1} | {
        f"contributions-0-{name}": value for name, value in (values | fields).items()
    }


def test_unsaved_names_and_sources_are_drawn(client, article):
    other = Person.objects.create(name="Bo Wendt", slug="bo-wendt")
    source = Source.objects.create(name="Lommerkurier")
    page = drawn(
        client,
        article,
        **byline_row(article, DELETE="on", person=other.pk),
        **{"credits-TOTAL_FORMS": 1, "credits-0-source": source.pk},
        **{"credits-0-relation": "rewritten", "credits-0-url": "https://lommer.example/1"},
    )
    assert "Ada Lovis" not in page
    assert "Bo Wendt" not in page
    assert "Lommerkurier" in page
    assert "Bo Wendt" in drawn(client, article, **byline_row(article, person=other.pk))
    assert article.contributions.get().person.name == "Ada Lovis"
    assert not article.credits.exists()


def test_the_section_is_the_one_chosen_in_the_form(client, article):
    assert "Hafen" in drawn(client, article, section=section("hafen").pk)


def test_half_a_form_is_drawn_as_far_as_it_goes(client, article):
    page = drawn(client, article, headline="", language="xx", section="no", live_from="nie")
    assert "Rat beschließt" not in page
    assert "Der Rat hat am Montag beschlossen" in page


def test_an_overtaken_form_is_still_drawn(client, article):
    assert "Meins" in drawn(client, article, headline="Meins", seen=99)


def test_a_text_that_cannot_be_taken_is_answered_with_the_reason(client, article, reporter):
    reporter.language = "en"
    reporter.save()
    answer = client.post(address(article), filled(article, body="<b>" * 300 + "tief"))
    assert answer.status_code == 422
    assert "too deeply" in answer.content.decode()


def test_marks_that_run_something_are_not_drawn(client, article):
    page = drawn(
        client, article, body="<p onclick=x()>A<script>alert(1)</script></p>", headline="<i>"
    )
    assert "alert" not in page
    assert "onclick" not in page
    assert "&lt;i&gt;" in page


def test_a_new_article_has_a_preview_before_it_has_a_row(client, reporter):
    client.force_login(reporter)
    assert "Neu" in drawn(client)
    assert client.get(address()).status_code == 200
    assert not Article.objects.exists()


def test_it_is_framed_only_here_stored_nowhere_and_runs_nothing(client, article):
    for answer in (client.get(address(article)), client.post(address(article), filled(article))):
        policy = answer["Content-Security-Policy"]
        assert "frame-ancestors 'self'" in policy
        assert "default-src 'none'" in policy
        assert "script-src" not in policy
        assert "unsafe-inline" not in policy
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
    page = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "frame-src 'self'" in page["Content-Security-Policy"]


def test_only_those_who_may_see_the_article_see_its_preview(article):
    nobody = Client()
    for url in (address(article), address()):
        assert nobody.post(url, {}).status_code == 302
    nobody.force_login(person_of_the_desk("nobody"))
    for url in (address(article), address()):
        assert nobody.post(url, {}).status_code == 403


def test_posting_it_needs_the_forms_token(article, reporter):
    other = Client(enforce_csrf_checks=True)
    other.force_login(reporter)
    assert other.post(address(article), filled(article)).status_code == 403


def test_a_live_story_is_drawn_as_its_next_edition(client, reporter, chief):
    article = approved(reporter, chief)
    publish(article, by=chief)
    client.force_login(reporter)
    page = drawn(client, article, standfirst="Die nächste.")
    assert "Die nächste." in page
    assert "Aktualisiert" in page


def test_words_and_digest_are_composed_alike(reporter):
    article = draft(reporter, people=["Ada Lovis"])
    composed = compose(article)
    again = set_words({"headline": "Anders"} | {"bylines": [], "credits": []}, version=1)
    assert composed.digest == article.versions.get().digest
    assert again.digest != composed.digest
