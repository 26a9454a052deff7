"""What machines are told of a link, from either end: the table of kinds, read back from pages."""

import json

import pytest

from articles.catalog.links import kinds
from articles.drafts import saving, workflow
from articles.drafts.linking import link
from articles.press.publish import publish
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db

#: By kind: the property on the page that links, and the one on the page it leads to.
TOLD = {
    "previous": ("citation", None),
    "followed": (None, "citation"),
    "update": ("isBasedOn", None),
    "updated": (None, "isBasedOn"),
    "background": ("citation", None),
    "used": (None, "citation"),
    "reaction": ("citation", None),
    "reactions": (None, "citation"),
    "contradicts": ("citation", None),
    "contradicted": (None, "citation"),
    "translation": ("translationOfWork", "workTranslation"),
    "translated": ("workTranslation", "translationOfWork"),
    "same": (None, None),
}
PROPERTIES = {"citation", "isBasedOn", "translationOfWork", "workTranslation"}


def told(client, path: str) -> dict[str, list[str]]:
    """The addresses under each property that says something of another work."""
    page = client.get(path).content.decode()
    blocks = page.split('<script type="application/ld+json">')[1:]
    found = [json.loads(one.partition("</script>")[0]) for one in blocks]
    article = next(one for one in found if one["@type"].endswith("Article"))
    return {name: [one["url"] for one in article[name]] for name in PROPERTIES & set(article)}


def test_every_kind_is_in_the_table():
    assert set(TOLD) == set(kinds())


@pytest.mark.parametrize("kind", TOLD)
def test_both_ends_tell_machines_what_they_tell_people(
    client, as_reader, reporter, chief, settings, kind
):
    there = publish(approved(reporter, chief, headline="Dort"), by=chief).story
    article = draft(reporter, headline="Hier")
    saving.claim(article, by=reporter)
    target = type(article).objects.get(uid=there.uid)
    link(article, kind, to=target)
    saving.record(article, by=reporter)
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    here = publish(article, by=chief).story
    with as_reader():
        ends = told(client, here.path), told(client, there.path)
    wanted = [
        {name: [settings.SITE_URL + other.path]} if name else {}
        for name, other in zip(TOLD[kind], (there, here), strict=True)
    ]
    assert list(ends) == wanted
