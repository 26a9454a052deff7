"""What must be rewritten is rewritten before anybody prints it; changed facts are named."""

import pytest

from articles.drafts.models import Supplier
from articles.press.proof import proof
from tests.cast import draft
from tests.wire.test_receiving import current, edit, wire

pytestmark = pytest.mark.django_db
SENT = (
    "<p>Der Rat von Erlenhafen hat am Montag beschlossen, die Fähre bis zum Jahr 2046 zu behalten."
    " Die Kosten betragen 430 Mark im Monat.</p>"
    "<p>„Wir lassen niemanden am Ufer stehen“, sagte die Bürgermeisterin.</p>"
)
OWN = (
    "<p>Noch zwei Jahrzehnte lang wird das Schiff zwischen den Ufern pendeln, so hat es das"
    " Stadtparlament entschieden. Dafür zahlt die Stadt monatlich 430 Mark.</p>"
    "<p>„Wir lassen niemanden am Ufer stehen“, versprach die Bürgermeisterin.</p>"
)


@pytest.fixture
def lpd(db):
    return Supplier.objects.create(name="lpd", address="", printing="rewritten")


def found(blocking: bool) -> dict[str, str]:
    return {one.code: one.message for one in proof(current()) if one.blocking is blocking}


def test_what_must_be_rewritten_is_not_printed_as_it_came(lpd, editor):
    wire(body=SENT)
    assert "100" in found(blocking=True)["copied"]
    edit(current(), editor, body=OWN)
    assert "copied" not in found(blocking=True) | found(blocking=False)


@pytest.mark.parametrize(("printing", "told"), [("", True), ("whole", False)])
def test_otherwise_the_desk_decides_or_may_print_it_whole(lpd, printing, told):
    Supplier.objects.update(printing=printing)
    wire(body=SENT)
    assert "copied" not in found(blocking=True)
    assert ("copied" in found(blocking=False)) is told


def test_who_is_no_supplier_has_no_rule(db):
    wire(body=SENT)
    assert "copied" not in found(blocking=True) | found(blocking=False)


def test_a_changed_figure_and_a_changed_quotation_are_named(lpd, editor):
    wire(body=SENT)
    assert not {"figures", "quotation"} & set(found(blocking=False))
    edit(current(), editor, body=OWN.replace("430", "340").replace("niemanden", "keinen"))
    said = found(blocking=False)
    assert "340" in said["figures"]
    assert "Wir lassen keinen am Ufer stehen" in said["quotation"]


def test_a_quotation_that_is_a_block_is_no_copy(lpd, editor):
    said = "Wir lassen niemanden am Ufer stehen, solange das Schiff nur schwimmt"
    wire(body=f"<p>Die Bürgermeisterin: „{said}“.</p>")
    edit(
        current(),
        editor,
        body=f"<p>Am Abend war sie deutlich.</p><blockquote><p>{said}</p></blockquote>",
    )
    assert not {"copied", "quotation"} & set(found(blocking=True) | found(blocking=False))
    edit(current(), editor, body=f"<p>Am Abend war sie deutlich.</p><p>{said}</p>")
    assert "copied" in found(blocking=True)


def test_figures_are_those_of_the_newest_version_taken_over_or_not(lpd, editor):
    wire(body=SENT)
    edit(current(), editor, body=OWN)
    wire(2, SENT.replace("430 Mark", "450 Mark"))
    assert "430" in found(blocking=False)["figures"]


def test_a_withdrawn_version_is_no_source_to_copy(lpd, editor):
    wire(body=SENT)
    wire(2, pubStatus="withheld", body="<p>Zurückgehalten.</p>")
    assert "100" in found(blocking=True)["copied"]


def test_the_desk_sees_both_side_by_side_with_copied_rows_marked(client, editor, lpd):
    wire(body=SENT)
    where = f"/admin/articles/article/{current().pk}/"
    edit(current(), editor, body=SENT.replace("430", "340") + "<p>Eigenes &amp; Neues.</p>")
    client.force_login(editor)
    assert f"{where}sources/" in client.get(f"{where}change/").content.decode()
    page = client.get(f"{where}sources/").content.decode()
    assert page.count("<mark>Der Rat von Erlenhafen hat am Montag beschlossen") == 2
    assert "Eigenes &amp; Neues." in page
    assert "340" in page.split('class="compare-fields"')[1].split("</dl>")[0]


def test_an_article_of_our_own_stands_beside_nothing(client, editor, reporter):
    client.force_login(editor)
    where = f"/admin/articles/article/{draft(reporter).pk}/"
    assert client.get(f"{where}sources/").status_code == 200
    assert f"{where}sources/" not in client.get(f"{where}change/").content.decode()
