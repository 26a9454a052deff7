"""The restore drill: a whole newsroom, kept while somebody works, restored elsewhere, equal."""

import threading
import uuid

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.db import connection

from articles.catalog.models import Picture
from articles.drafts.models import Article, Original
from articles.drafts.models.original import PRINTS, private
from tests.cast import draft, person_of_the_desk
from tests.hard import times
from tests.pictures import drawing, encoded, folders
from tests.vaults import elsewhere, files_in, keep

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["elsewhere", "folders", "keep"]

SAVE = "UPDATE articles_article SET internal_note = internal_note || '.' WHERE slug = 'meldung-1'"
COUNT = times(30, fully=10_000)


def furnish(count: int) -> None:
    """So many articles, each with a picture of its own: an original and the desk's two prints."""
    first = draft(person_of_the_desk("reporter", "reporter"))
    photograph = encoded(drawing(640, 480), quality=70)
    values = {"alt": "Ein Boot.", "credit": "Bild: Ohm", "width": 640, "height": 480}
    pictures = Picture.objects.bulk_create([Picture(**values) for _ in range(count)])
    Original.objects.bulk_create([original_of(one, photograph) for one in pictures])
    articles = [copy_of(first, number, one) for number, one in enumerate(pictures)]
    Article.objects.bulk_create(articles, batch_size=500)


def original_of(one: Picture, photograph: bytes) -> Original:
    """A file like no other: what stands behind a JPEG's end is no part of the picture."""
    data = photograph + one.key.encode()
    original = Original(
        picture=one, filename="boot.jpg", media_type="image/jpeg", size=len(data), likeness=0
    )
    original.digest = uuid.uuid4().hex * 2
    name = f"{original.digest[:2]}/{original.digest}.jpg"
    original.file.name = private().save(name, ContentFile(data))
    for size in PRINTS:
        private().save(original.print_name(size), ContentFile(data[-2000:]))
    return original


def copy_of(first: Article, number: int, lead: Picture) -> Article:
    copy = Article.objects.get(pk=first.pk)
    copy.pk, copy.uid, copy.lead = None, uuid.uuid4(), lead
    copy._state.adding = True
    copy.headline, copy.slug = f"Meldung {number}", f"meldung-{number}"
    return copy


class Somebody(threading.Thread):
    """Saves without a pause, as another connection; says how often."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.dsn, self.over, self.saves = connection.connection.info.dsn, threading.Event(), 0

    def run(self) -> None:
        with psycopg.connect(self.dsn, autocommit=True) as there:
            while not self.over.wait(0.01):
                there.execute(SAVE)
                self.saves += 1


def test_a_whole_newsroom_comes_back_equal(keep, elsewhere, folders):
    furnish(COUNT)
    somebody = Somebody()
    somebody.start()
    kept = keep()
    somebody.over.set()
    somebody.join()
    assert somebody.saves > 0
    code, said = elsewhere.restore(kept)
    assert (code, "equal by digest" in said) == (0, True), said
    assert elsewhere.files() == files_in(folders)
    assert len(elsewhere.files()) == COUNT * 3
    assert elsewhere.ask("SELECT count(*) FROM articles_article WHERE lead_id IS NOT NULL") == [
        (COUNT,)
    ]
