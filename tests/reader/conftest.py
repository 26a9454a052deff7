"""Tests roll the catalog's stamp back, as no real database does: its memo must not survive that."""

import pytest

from articles.reader.chrome import forget


@pytest.fixture(autouse=True)
def cold_memo() -> None:
    forget()


@pytest.fixture
def get(client, as_reader):
    """What a reader is answered at an address."""

    def ask(path):
        with as_reader():
            return client.get(path)

    return ask


@pytest.fixture
def pages(monkeypatch):
    """So short that a dozen stories make many."""
    monkeypatch.setattr("articles.reader.feeds.archive.NEWEST", 2)
    monkeypatch.setattr("articles.reader.feeds.archive.OLDER", 2)
