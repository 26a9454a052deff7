"""A wrong environment stops the start with one sentence that names the variable."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import env


@pytest.mark.parametrize(
    ("read", "value", "expected"),
    [
        (lambda: env.text("WORD", "x"), "  Abend ", "Abend"),
        (lambda: env.text("WORD", "x"), "   ", "x"),
        (lambda: env.flag("WORD"), "Yes", True),
        (lambda: env.flag("WORD", default=True), "off", False),
        (lambda: env.flag("WORD", default=True), "", True),
        (lambda: env.number("WORD", 5), "12", 12),
        (lambda: env.number("WORD", 5), "", 5),
        (lambda: env.choice("WORD", ["de", "en"], "de"), "en", "en"),
        (lambda: env.listing("WORD", ["x"]), "a, b,,c ", ["a", "b", "c"]),
        (lambda: env.listing("WORD", ["x", "y"]), "", ["x", "y"]),
        (lambda: env.pairs("WORD", ["x", "y"]), "de = x,en=y", {"de": "x", "en": "y"}),
        (lambda: env.pairs("WORD", ["x"]), "", {}),
        (lambda: env.secret("WORD"), "hush", "hush"),
    ],
)
def test_a_value_is_read(monkeypatch, read: Callable, value: str, expected: object):
    monkeypatch.setenv("WORD", value)
    assert read() == expected


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: env.text("WORD"), ""),
        (lambda: env.flag("WORD"), "maybe"),
        (lambda: env.number("WORD", 5), "1.5"),
        (lambda: env.number("WORD", 5), "²"),
        (lambda: env.number("WORD", 5, least=10), "9"),
        (lambda: env.number("WORD", 5, most=10), "11"),
        (lambda: env.choice("WORD", ["de", "en"], "de"), "fr"),
        (lambda: env.pairs("WORD", ["x", "y"]), "de=z"),
        (lambda: env.pairs("WORD", ["x", "y"]), "x"),
        (lambda: env.secret("WORD"), ""),
    ],
)
def test_a_wrong_value_is_refused_by_name(monkeypatch, read: Callable, value: str):
    monkeypatch.setenv("WORD", value)
    with pytest.raises(ImproperlyConfigured, match=r"^WORD must be [^\n]+\.$"):
        read()


def test_a_secret_may_lie_in_a_file(monkeypatch, tmp_path: Path):
    (tmp_path / "secret").write_text("hush\n")
    monkeypatch.setenv("WORD_FILE", str(tmp_path / "secret"))
    assert env.secret("WORD", "x") == "hush"


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_secret_file_without_a_secret_is_refused(monkeypatch, tmp_path: Path, name: str):
    (tmp_path / "empty").touch()
    monkeypatch.setenv("WORD_FILE", str(tmp_path / name))
    with pytest.raises(ImproperlyConfigured, match="WORD_FILE"):
        env.secret("WORD", "x")


def test_a_secret_from_two_places_is_refused(monkeypatch, tmp_path: Path):
    monkeypatch.setenv("WORD", "hush")
    monkeypatch.setenv("WORD_FILE", str(tmp_path))
    with pytest.raises(ImproperlyConfigured, match="not both"):
        env.secret("WORD")
