"""The page of the newsroom's settings: what it saves, refuses, keeps and brings back."""

import pytest

from articles.catalog.models import House
from articles.catalog.models.house import FIELDS
from tests.cast import person_of_the_desk

pytestmark = pytest.mark.django_db
PAGE = "/admin/house/"


@pytest.fixture
def boss(client):
    user = person_of_the_desk("boss", "chief", language="en")
    client.force_login(user)
    return user


def typed(**changed):
    now = House.objects.newest()
    return {name: getattr(now, name) for name in FIELDS} | {"seen": now.version} | changed
