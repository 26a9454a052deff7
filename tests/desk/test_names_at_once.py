"""Two people enter the same person, section or topic in the same moment."""

from threading import Barrier

import pytest
from django.test import Client
from django.urls import reverse

from articles.catalog.models import Person, Section, Tag
from articles.desk.admin.catalog import Named
from tests.cast import person_of_the_desk
from tests.drafts.test_saving import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (Person, {"name": "Ada Lovis"}),
        (Section, {"title": "Häfen", "rank": 0}),
        (Tag, {"name": "Fähre", "kind": "topic"}),
    ],
)
def test_one_is_entered_and_the_other_one_told(monkeypatch, model, words):
    """Both have looked, and found the name free, before either of them saves."""
    people = [person_of_the_desk(name, "chief") for name in ("chief", "other")]
    before = model.objects.count()
    both, save = Barrier(2, timeout=20), Named.save_model
    answers: list[int] = []

    def together(*given):
        both.wait()
        save(*given)

    monkeypatch.setattr(Named, "save_model", together)

    def enter(number: int) -> None:
        client = Client()
        client.force_login(people[number])
        url = reverse(f"admin:articles_{model._meta.model_name}_add")
        answers.append(client.post(url, words).status_code)

    assert not in_threads(2, enter)
    assert sorted(answers) == [200, 302]
    assert model.objects.count() == before + 1
