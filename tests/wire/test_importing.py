"""From a file to the desk by command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.drafts.models import Article, Credit, User, Version
from tests.cast import section

pytestmark = pytest.mark.django_db

TEXT = """\
Rat hält an der Fähre «ohne Wenn und Aber» fest

Rat hält an der Fähre fest

Erlenhafen behält seine Fähre, und zwar für die nächsten zwanzig Jahre. Das hat der Rat am \
Donnerstag beschlossen, schreibt Lommerbote.

Was der Beschluss bedeutet

Nach Angaben des Hafenamts kostet der Umbau 48,6 Millionen Euro. Das Land trägt 21,4 Millionen.

Wie es weitergeht

Gebaut wird vom Herbst an. Zuvor berichteten wir, dass Gutachter den Ostkai für sicher halten.
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "meldung.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("import_article", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_a_file_becomes_a_draft(file):
    section("politik")
    said = run(file, "--section", "politik")
    article = Article.objects.get()
    assert article.headline == "Rat hält an der Fähre «ohne Wenn und Aber» fest"
    assert article.short_headline == "Rat hält an der Fähre fest"
    assert article.section.slug == "politik"
    assert article.language == "de"
    assert article.slug in said
    assert f"/admin/articles/article/{article.pk}/change/" in said
    assert "2 subheads" in said
    credit = Credit.objects.get()
    assert (credit.source.name, credit.relation, credit.in_text) == ("Lommerbote", "quoted", True)
    assert Version.objects.get().by.username == "wire"
    assert not User.objects.get(username="wire").is_active


def test_what_fails_is_named_and_the_rest_goes_in(file, tmp_path):
    wrong = tmp_path / "latin.txt"
    wrong.write_bytes("Straßenfest".encode("latin-1"))
    empty = tmp_path / "leer.txt"
    empty.write_text("\n")
    err = StringIO()
    with pytest.raises(CommandError, match="3 of 4"):
        call_command(
            "import_article",
            str(wrong),
            str(empty),
            str(tmp_path / "fehlt.txt"),
            str(file),
            stdout=StringIO(),
            stderr=err,
        )
    for name in ("latin.txt", "leer.txt", "fehlt.txt"):
        assert name in err.getvalue()
    assert Article.objects.count() == 1


def test_a_file_without_a_headline_is_said_so(tmp_path):
    path = tmp_path / "ohne.txt"
    path.write_text("Ein langer Absatz statt einer Schlagzeile. " * 10)
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("import_article", str(path), stdout=StringIO(), stderr=err)
    assert "characters" in err.getvalue()


def test_a_section_or_account_that_is_not_there_is_said_so(file):
    with pytest.raises(CommandError, match="no section"):
        run(file, "--section", "nirgends")
    with pytest.raises(CommandError, match="no account"):
        run(file, "--by", "niemand")
    assert not Article.objects.exists()


def test_a_stranger_brings_nothing_in(file, stranger):
    with pytest.raises(CommandError, match="right"):
        run(file, "--by", "stranger")


def test_the_same_file_twice_is_two_drafts_with_two_slugs(file):
    run(file, file)
    assert len(set(Article.objects.values_list("slug", flat=True))) == 2
