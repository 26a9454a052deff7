"""The German is complete, and the compiled file is the written one."""

import gettext
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from articles.drafts.errors import Refusal
from articles.press import errors

FOLDER = Path(settings.BASE_DIR) / "articles/locale/de/LC_MESSAGES"


def entries() -> dict[str, str]:
    """Each message of the .po file by its original, header apart; plurals by their first form."""
    found: dict[str, str] = {}
    for block in (FOLDER / "django.po").read_text(encoding="utf-8").split("\n\n"):
        parts = {"msgctxt": "", "msgid": "", "msgid_plural": "", "msgstr": ""}
        key = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            word, _space, rest = line.partition(" ")
            if word.split("[")[0] in parts:
                key, line = word.split("[")[0], rest
            parts[key] = parts.get(key, "") + line.strip().strip('"')
        if parts["msgid"]:
            found[f"{parts['msgctxt']}|{parts['msgid']}"] = parts["msgstr"]
    return found


def test_no_message_is_without_its_german():
    found = entries()
    assert len(found) > 250
    assert [message for message, german in found.items() if not german] == []


def plural_marks(original: str) -> list[str]:
    """What marks a message with two forms, which this reading runs together."""
    return [
        mark
        for mark in (
            *("minute", "%(count)", "%(number)s Ausgabe", "%(number)s edition"),
            *("%(n)d day", "Opened once"),
        )
        if mark in original
    ]


def test_the_compiled_file_has_what_the_written_one_has():
    with (FOLDER / "django.mo").open("rb") as compiled:
        known = gettext.GNUTranslations(compiled)
    for message, german in entries().items():
        context, _bar, original = message.partition("|")
        if "\\" not in german + original and not context and not plural_marks(original):
            assert known.gettext(original) == german


@pytest.mark.parametrize("refusal", sorted(set(vars(errors)) & set(errors.__all__) - {"Refusal"}))
def test_every_refusal_is_said_in_german(refusal):
    kind: type[Refusal] = getattr(errors, refusal)
    with translation.override("de"):
        said = translation.gettext(kind.__doc__)
    assert said != kind.__doc__


def test_the_feed_speaks_the_sites_language(client, as_reader, db):
    with as_reader():
        assert "Dies ist ein Feed" in client.get("/rss.xml").content.decode()
