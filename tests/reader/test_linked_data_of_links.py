"""What machines are told of a link, from either end: the table of kinds, read back from pages."""

import json

import pytest

from articles.catalog.links import kinds
from articles.drafts import saving, workflow
from articles.drafts.linking import link
from articles.press.publish import publish
from articles.reader.models import Story
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


def works(client, path: str) -> dict[str, list[dict[str, str]]]:
    """The works under each property that says something of another one."""
    page = client.get(path).content.decode()
    blocks = page.split('<script type="application/ld+json">')[1:]
    found = [json.loads(one.partition("</script>")[0]) for one in blocks]
    article = next(one for one in found if one["@type"].endswith("Article"))
    return {name: article[name] for name in PROPERTIES & set(article)}


def told(client, path: str) -> dict[str, list[str]]:
    """Their addresses."""
    return {name: [one["url"] for one in found] for name, found in works(client, path).items()}


@pytest.fixture
def linked(reporter, chief):
    """Two live stories, the second linking the first: (kind, wording) for each link."""

    def tell(*links: tuple[str, str]) -> tuple[Story, Story]:
        there = publish(approved(reporter, chief, headline="Dort"), by=chief).story
        article = draft(reporter, headline="Hier")
        saving.claim(article, by=reporter)
        target = type(article).objects.get(uid=there.uid)
        for kind, wording in links:
            link(article, kind, to=target, wording=wording)
        saving.record(article, by=reporter)
        workflow.submit(article, by=reporter)
        workflow.approve(article, by=chief)
        return publish(article, by=chief).story, there

    return tell


def test_every_kind_is_in_the_table():
    assert set(TOLD) == set(kinds())


@pytest.mark.parametrize("kind", TOLD)
def test_both_ends_tell_machines_what_they_tell_people(client, as_reader, linked, settings, kind):
    here, there = linked((kind, ""))
    with as_reader():
        ends = told(client, here.path), told(client, there.path)
    wanted = [
        {name: [settings.SITE_URL + other.path]} if name else {}
        for name, other in zip(TOLD[kind], (there, here), strict=True)
    ]
    assert list(ends) == wanted


def test_a_story_linked_by_two_kinds_is_one_work(client, as_reader, linked, settings):
    here, there = linked(("previous", ""), ("background", ""), ("update", ""))
    with as_reader():
        found = told(client, here.path)
    address = settings.SITE_URL + there.path
    assert found == {"citation": [address], "isBasedOn": [address]}


def test_machines_are_told_the_headline_of_a_story_and_not_what_the_writer_calls_it(
    client, as_reader, linked
):
    here, _there = linked(("background", "wie wir damals schrieben"))
    with as_reader():
        page = client.get(here.path).content.decode()
        (work,) = works(client, here.path)["citation"]
    assert "wie wir damals schrieben</a>" in page
    assert work["headline"] == "Dort"
