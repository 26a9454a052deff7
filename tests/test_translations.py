"""The German is complete, and the compiled file is the written one."""

import gettext
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from articles.drafts.errors import Refusal
from articles.press import errors

FOLDER = Path(settings.BASE_DIR) / "articles/locale/de/LC_MESSAGES"


Entry = dict[str, str]


def entries() -> list[Entry]:
    """The messages of the .po file, header apart; a plural one has msgstr[0] and msgstr[1]."""
    found = []
    for block in (FOLDER / "django.po").read_text(encoding="utf-8").split("\n\n"):
        parts: Entry = {}
        key = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            word, _space, rest = line.partition(" ")
            if word.startswith("msg"):
                key, line = word, rest
            parts[key] = parts.get(key, "") + line.strip().strip('"')
        if parts.get("msgid"):
            found.append({name: text.replace('\\"', '"') for name, text in parts.items()})
    return found


def german(entry: Entry) -> list[str]:
    return [text for name, text in entry.items() if name.startswith("msgstr")]


def test_no_message_is_without_its_german():
    found = entries()
    assert len(found) > 250
    assert [one["msgid"] for one in found if not all(german(one))] == []


def test_the_compiled_file_has_what_the_written_one_has():
    with (FOLDER / "django.mo").open("rb") as compiled:
        known = gettext.GNUTranslations(compiled)
    for one in entries():
        if "msgctxt" in one or "\\" in "".join(one.values()):
            continue
        if "msgid_plural" in one:
            said = [known.ngettext(one["msgid"], one["msgid_plural"], n) for n in (1, 2)]
        else:
            said = [known.gettext(one["msgid"])]
        assert said == german(one)


@pytest.mark.parametrize("refusal", sorted(set(vars(errors)) & set(errors.__all__) - {"Refusal"}))
def test_every_refusal_is_said_in_german(refusal):
    kind: type[Refusal] = getattr(errors, refusal)
    with translation.override("de"):
        said = translation.gettext(kind.__doc__)
    assert said != kind.__doc__


def test_the_feed_speaks_the_sites_language(client, as_reader, db):
    with as_reader():
        assert "Dies ist ein Feed" in client.get("/rss.xml").content.decode()
