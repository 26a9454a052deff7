"""What a typesetter does by hand: hanging marks, and where a glance ends."""

import pytest

from articles.text.typography import first, hangs, opening

SIXTY = "Der Rat von Erlenhafen hat am Montag über die Fähre im Hafen beraten"


@pytest.mark.parametrize("text", ["«Nein»", "„Nein“", "“No”", "  «Nein»"])
def test_a_headline_that_opens_with_a_mark_hangs_it(text):
    assert hangs(text)
    assert not hangs(text.strip()[1:])


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (f"{SIXTY}. Danach ging er.", "Danach ging er."),
        (f"{SIXTY}, sagte er: «Ja.» «Nein», rief einer.", "«Nein», rief einer."),
        (f"{SIXTY}, auch in St. Gallen und z. B. Basel", ""),
        (f"{SIXTY} am 3. Mai um 8.30 Uhr", ""),
        ("Kurz. Dann noch ein Satz, der alles sagt, was hier zu sagen ist, und mehr.", ""),
        ("", ""),
    ],
)
def test_a_glance_ends_with_a_sentence_that_has_some_length(text, rest):
    first, found = opening(text)
    assert found == rest
    assert f"{first} {found}".strip() == text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Am 3. Mai beginnt es. Dann kommt mehr.", "Am 3. Mai beginnt es."),
        ("«Es reicht.» Das sagte sie.", "«Es reicht.»"),
        ("Der Rat sagt «Nein» Danach geht es weiter", "Der Rat sagt «Nein» Danach geht es weiter"),
        ("St. Anne's is closed. The organ, too.", "St. Anne's is closed."),
        ("Nur einer", "Nur einer"),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_where_it_ends(text, sentence):
    assert first(text) == sentence
