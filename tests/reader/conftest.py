"""Tests roll the catalog's stamp back, as no real database does: its memo must not survive that."""

import pytest

from articles.reader.chrome import forget


@pytest.fixture(autouse=True)
def cold_memo() -> None:
    forget()


@pytest.fixture
def pages(monkeypatch):
    """So short that a dozen stories make many."""
    monkeypatch.setattr("articles.reader.feeds.archive.NEWEST", 2)
    monkeypatch.setattr("articles.reader.feeds.archive.OLDER", 2)
