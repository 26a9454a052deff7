"""What a form does not show, nobody changes by posting it: every column of every table is tried.

Each form is sent twice to the same newsroom, once as it is and once with every other name the
database knows on top. Afterwards the database must say the same.
"""

import json
import re
from collections import Counter
from copy import copy
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import models, transaction
from django.test import Client

from articles.drafts.groups import GROUPS
from articles.drafts.models import User
from articles.reader import clock
from articles.reader.models import Rendering

from .addresses import address, ask, cast, rows
from .stages import Newsroom

pytestmark = pytest.mark.django_db
FORMS = re.compile(r"/(add|change|password|password_change|autosave|restore/<int:number>|do/\w+)/$")
BLOCK = re.compile(r' data-block=\\?"\w+\\?"')
#: A moment within a value, except the one that is tried here.
MOMENT = re.compile(r"(?!2031)\d{4}-\d\d-\d\d[T ][\d:.]+(Z|\+\d\d:\d\d)?")
NAMED = re.compile(r'name="([\w-]+)"')
#: Names that no column has, and that somebody might hope for.
HOPED_FOR = {
    "edition": 1,
    "by": 1,
    "actor": 1,
    "live": "on",
    "published": "on",
    "replace": "on",
    "changed": "on",
    "_state": "approved",
    "approvals": 2,
    "approved": "on",
    "approved_by": 1,
    "publish": "1",
    "tab": "",
}
ROWS = ("signatures", "versions", "decisions", "editions", "stories", "autosaves", "user_set")


def everything() -> list[type[models.Model]]:
    """Every table of ours, and who is in which group; renderings are made from editions."""
    found = apps.get_app_config("articles").get_models(include_auto_created=True)
    return [model for model in found if model is not Rendering]


def poison(chief: User) -> dict[str, Any]:
    """Each column's name with a value it would take, and rows for what hangs on an article."""
    names: dict[str, Any] = dict(HOPED_FOR)
    for model in everything():
        for field in model._meta.get_fields():
            names |= poisoned(field, chief)
    row = {name: names[name] for name in ("by", "kind", "digest", "authority", "number", "verb")}
    for some in ROWS:
        names |= {f"{some}-TOTAL_FORMS": 1, f"{some}-INITIAL_FORMS": 0}
        names |= {f"{some}-0-{name}": value for name, value in row.items()}
    return names


def poisoned(field: Any, chief: User) -> dict[str, Any]:
    if isinstance(field, models.DateTimeField):
        day = "2031-01-01"
        return {field.name: f"{day}T00:00", f"{field.name}_0": day, f"{field.name}_1": "00:00"}
    if getattr(field, "choices", None):
        return {field.name: list(field.choices)[-1][0] if field.name != "state" else "approved"}
    if isinstance(field, models.BooleanField):
        return {field.name: "on"}
    if field.name in {"user_permissions", "permissions"}:
        return {field.name: list(Permission.objects.values_list("pk", flat=True)[:3])}
    if isinstance(field, models.UUIDField):
        return {field.name: "0" * 32}
    if field.is_relation or isinstance(field, models.IntegerField):
        return {field.name: chief.pk, f"{field.name}_id": chief.pk}
    return {field.name: "ab" * 32 if "digest" in field.name else "Untergeschoben"}


def picture(known: set[Any]) -> set[str]:
    """Every row of every table; keys and secrets only as known before, or new."""
    now = clock.now()

    def said(field: Any, value: Any) -> Any:
        if isinstance(field, models.DateTimeField):
            return value and ("to come" if value > now else "past")
        if secret(field):
            return "" if value is None else value if (kind(field), value) in known else "new"
        text = BLOCK.sub("", json.dumps(value, sort_keys=True, default=str))
        return MOMENT.sub("moment", text)

    found = Counter(
        f"{model._meta.label}: "
        + ", ".join(f"{f.attname}={said(f, getattr(row, f.attname))}" for f in kept(model))
        for model in everything()
        for row in model._default_manager.all()
    )
    return {f"{row} × {times}" for row, times in found.items()}


def secret(field: Any) -> bool:
    """What is another one at each try: keys, salted passwords, what a session holds."""
    return (
        field.is_relation
        or isinstance(field, models.UUIDField | models.AutoField)
        or field.name in {"password", "session_key", "session_data"}
    )


def kind(field: Any) -> str:
    """Whose key it is."""
    if field.is_relation:
        return f"{field.related_model._meta.label}.pk"
    if isinstance(field, models.AutoField):
        return f"{field.model._meta.label}.pk"
    return field.name


def kept(model: type[models.Model]) -> list[Any]:
    return [one for one in model._meta.concrete_fields if not isinstance(one, models.AutoField)]


def known_now() -> set[Any]:
    return {
        (kind(field), getattr(row, field.attname))
        for model in everything()
        for row in model._default_manager.all()
        for field in model._meta.concrete_fields
        if secret(field)
    }


def sent(client: Client, row: str, newsroom: Newsroom, known: set[Any], more: dict[str, Any]):
    """What the newsroom looks like after a form was sent; then it is as before."""
    kept_cookies, client.cookies = client.cookies, copy(client.cookies)
    with transaction.atomic():
        code = ask(client, "POST", row, newsroom, **more).status_code
        found = picture(known)
        transaction.set_rollback(True)
    client.cookies = kept_cookies
    return code, found


def shown(client: Client, row: str, newsroom: Newsroom) -> set[str]:
    """The names on the page of this form; the address of the autosave has the form's own."""
    if row.endswith("/autosave/"):
        row = "admin/articles/article/add/"
    page = client.get(address(row, newsroom))
    names = set(NAMED.findall(page.content.decode())) if page.status_code == 200 else set()
    return names | {name.rsplit("_", 1)[0] for name in names if name.endswith(("_0", "_1"))}


@pytest.mark.parametrize("role", [*GROUPS, "superuser"])
def test_what_a_form_does_not_show_is_nobodys_to_post(role, record_property):
    newsroom = Newsroom().all()
    client = Client()
    client.force_login(cast(GROUPS)[role])
    all_names, known = poison(newsroom.second), known_now()
    tried = 0
    for row in filter(FORMS.search, rows()):
        mine = shown(client, row, newsroom)
        more = {name: value for name, value in all_names.items() if name not in mine}
        assert {"state", "version", "uid", "changed_by", "digest"} <= set(more)
        code, plain = sent(client, row, newsroom, known, {})
        again, poisoned_too = sent(client, row, newsroom, known, more)
        record_property("fields posted that no form shows", len(more))
        record_property("rows changed by such fields", len(poisoned_too ^ plain))
        assert (row, again, poisoned_too ^ plain) == (row, code, set())
        tried += code == 302
    # The group of tickers has its password page alone.
    assert tried >= (1 if role == "ticker" else 4)


def test_the_comparison_would_notice(client):
    newsroom = Newsroom()
    article, known = newsroom.stage("draft"), known_now()
    before = picture(known)
    type(article).objects.update(state="approved")
    assert picture(known) != before
