"""Tests roll the catalog's stamp back, as no real database does: its memo must not survive that."""

import pytest

from articles.reader.chrome import chrome


@pytest.fixture(autouse=True)
def cold_memo() -> None:
    chrome.cache_clear()


@pytest.fixture
def pages(monkeypatch):
    """So short that a dozen stories make many."""
    monkeypatch.setattr("articles.reader.feeds.archive.NEWEST", 2)
    monkeypatch.setattr("articles.reader.feeds.archive.OLDER", 2)
