"""Whoever keeps the accounts gains no power over everything by it."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.drafts.models import User
from tests.cast import person_of_the_desk

pytestmark = pytest.mark.django_db
PASSWORD = {"password1": "ganz-neu-und-lang", "password2": "ganz-neu-und-lang"}
USABLE = {"usable_password": "true"}


@pytest.fixture
def keeper(client):
    user = person_of_the_desk("keeper", "administrator")
    client.force_login(user)
    return user


def filled(user: User, **fields: object) -> dict[str, object]:
    values = {"username": user.username, "email": user.email, "is_active": "on", "is_staff": "on"}
    moment = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
    return values | moment | {"groups": [g.pk for g in user.groups.all()]} | fields


def test_the_keeper_makes_and_changes_accounts(client, keeper):
    url = reverse("admin:articles_user_add")
    assert client.post(url, {"username": "neu"} | PASSWORD | USABLE).status_code == 302
    user = User.objects.get(username="neu")
    url = reverse("admin:articles_user_change", args=[user.pk])
    assert client.post(url, filled(user, language="en", first_name="Ada")).status_code == 302
    user.refresh_from_db()
    assert (user.language, user.first_name) == ("en", "Ada")


def test_the_keeper_makes_nobody_a_superuser(client, keeper):
    url = reverse("admin:articles_user_change", args=[keeper.pk])
    every = [one.pk for one in Permission.objects.all()]
    client.post(url, filled(keeper, is_superuser="on", user_permissions=every))
    keeper.refresh_from_db()
    assert not keeper.is_superuser
    assert not keeper.user_permissions.exists()


def test_a_superusers_account_and_password_are_out_of_reach(client, keeper):
    root = person_of_the_desk("root", is_superuser=True)
    before = root.password
    form = reverse("admin:articles_user_change", args=[root.pk])
    password = reverse("admin:auth_user_password_change", args=[root.pk])
    assert client.post(form, filled(root, username="meins")).status_code == 403
    assert client.post(password, PASSWORD | USABLE).status_code == 403
    root.refresh_from_db()
    assert (root.username, root.password) == ("root", before)


def test_a_superuser_reaches_both(client):
    root = person_of_the_desk("root", is_superuser=True)
    client.force_login(root)
    page = client.get(reverse("admin:articles_user_change", args=[root.pk])).content.decode()
    assert 'name="is_superuser"' in page
