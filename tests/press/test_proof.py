"""Reading proof: what each check says, and how a newsroom adds its own."""

import logging

import pytest

from articles.catalog.models import Source
from articles.drafts import saving
from articles.drafts.models import Credit
from articles.press.checks import Finding, registry
from articles.press.checks.lengths import CARD, FEED, LIST, RESULT
from articles.press.proof import blocking, proof
from tests.cast import draft

pytestmark = pytest.mark.django_db


def codes(article, **words: object) -> set[str]:
    for name, value in words.items():
        setattr(article, name, value)
    return {one.code for one in proof(article)}


@pytest.mark.parametrize(
    ("code", "field", "most"),
    [
        ("long", "short_headline", LIST),
        ("long-feed", "headline", FEED),
        ("long-result", "search_title", RESULT),
        ("long-card", "headline", CARD),
    ],
)
@pytest.mark.parametrize("over", [*range(-9, 1), *range(1, 11)])
def test_a_headline_is_too_long_for_a_place_from_one_letter_more_on(
    reporter, code, field, most, over
):
    assert (code in codes(draft(reporter), **{field: "x" * (most + over)})) == (over > 0)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("headline", {"headline": " "}),
        ("section", {"section": None}),
        ("text", {"body": "<p> </p>"}),
        ("standfirst", {"standfirst": ""}),
        ("doubled", {"body": "<p>Der Rat hat hat getagt.</p>"}),
        ("dash", {"standfirst": "Die Fähre - so viel steht fest - bleibt."}),
        ("quotes", {"headline": 'Rat sagt "Nein"'}),
        ("quotes-mixed", {"body": "<p>«Ja» und „Nein“.</p>"}),
        ("figure", {"body": "<p>Moskau hat 13.000 Soldaten entsandt.</p>"}),
        ("single-source", {"body": "<p>Laut Hafenamt beginnt der Bau.</p>"}),
        ("sentence", {"body": f"<p>{'Damm ' * 41}.</p>"}),
        ("spelling", {"body": "<p>Ida Meyer kam.</p><p>Dann ging Ida Meier.</p>"}),
        ("box", {"body": '<p>Text</p><aside data-story="1234"></aside>'}),
    ],
)
def test_each_check_finds_its_fault_and_nothing_in_a_sound_text(reporter, code, words):
    article = draft(reporter, body="<p>Der Rat hat getagt.</p>")
    assert code not in codes(article)
    assert code in codes(article, **words)


def test_a_finding_says_where(reporter):
    article = draft(reporter, body="<p>Erst dies.</p><p>Der Rat hat hat getagt.</p>")
    (one,) = [one for one in proof(article) if one.code == "doubled"]
    assert (one.field, one.start, one.words) == ("body", 8, "hat hat")
    assert f'data-block="{one.block}">Der Rat' in article.body


def test_a_second_source_in_the_credits_is_a_second_source(reporter):
    article = draft(reporter, body="<p>Laut Hafenamt beginnt der Bau.</p>")
    assert "single-source" in codes(article)
    courier = Source.objects.create(name="Nordkurier", slug="nordkurier")
    Credit.objects.create(article=article, source=courier)
    assert "single-source" not in codes(article)


def test_checks_are_silent_in_languages_they_do_not_speak(reporter):
    article = draft(reporter, body="<p>Le conseil est est uni.</p>")
    assert "doubled" in codes(article, language="de-CH")
    assert "doubled" not in codes(article, language="fr")


def test_the_houses_own_marks_are_asked_for(reporter, settings):
    article = draft(reporter, headline="Rat sagt „Nein“", standfirst="Kurz.")
    assert "quotes" not in codes(article)
    settings.HOUSE_QUOTES = {"de": "«»"}
    assert "quotes" in codes(article)


def test_the_press_asks_only_what_stops_it(reporter):
    article = draft(reporter, headline='"Nein"', standfirst="")
    assert {one.code for one in blocking(article)} == {"unsigned"}
    assert [one.blocking for one in proof(article)] == sorted(
        (one.blocking for one in proof(article)), reverse=True
    )


@pytest.fixture
def own(monkeypatch):
    """The list of checks, to be added to for as long as a test lasts."""
    monkeypatch.setattr(registry, "REGISTRY", dict(registry.REGISTRY))
    registry.checks.cache_clear()
    yield registry.check
    registry.checks.cache_clear()


def test_a_newsroom_adds_a_check_of_its_own(reporter, own, settings):
    settings.PROOF_CHECKS = ["tests.press.house_checks"]
    article = draft(reporter, body="<p>Der Bürgermeister kam.</p>")
    (one,) = [one for one in proof(article) if one.code == "mayor"]
    assert (one.blocking, one.words) == (False, "Bürgermeister")
    assert "mayor" not in codes(article, body="<p>Die Bürgermeisterin kam.</p>")


def test_two_checks_cannot_have_one_name(own):
    with pytest.raises(ValueError, match="a check “doubled” already"):
        own("doubled")(lambda paper: [])


def test_a_check_that_fails_says_so_and_stops_nobody_else(reporter, own, caplog):
    def fails(paper):
        raise KeyError("no such word")

    own("broken")(fails)
    with caplog.at_level(logging.CRITICAL):
        found = {one.code: one.message for one in proof(draft(reporter, standfirst=""))}
    assert "broken" in found["broken"]
    assert "standfirst" in found


def test_of_many_findings_of_one_check_the_first_few_are_said(reporter, own):
    own("many")(lambda paper: (Finding("Schon wieder.") for _ in range(100)))
    assert [one.code for one in proof(draft(reporter))].count("many") == registry.MOST


def test_saving_is_never_kept_from_anybody_by_a_fault(reporter):
    article = draft(reporter)
    article.headline = 'Der der "Rat" - 13.000 Soldaten'
    saving.save(article, by=reporter)
    assert article.version == 2
