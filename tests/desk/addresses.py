"""Every address under /admin/, by its pattern, with what a test may ask for there."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.urls import URLPattern, URLResolver, get_resolver

from articles.desk.verbs import VERBS
from articles.drafts.models import Supplier
from articles.drafts.planning import plan_of
from tests.cast import person_of_the_desk, section

from .stages import Newsroom
from .test_saving import filled

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
#: What stands in an address: a new kind of parameter is given its value here.
KEYS = {"object_id", "id", "pk"}
VALUES: dict[str, Callable[[], Any]] = {
    "before": lambda: 1,
    "after": lambda: "now",
    "number": lambda: 1,
    "content_type_id": lambda: ContentType.objects.get_for_model(Group).pk,
    "app_label": lambda: "articles",
    "url": lambda: "no/such/page",
    "at": lambda: "2199-01-02T06:00",
    "path": lambda: "",
    "key": lambda: "00000000",
    "crop": lambda: "wide",
    "size": lambda: "small",
}


def patterns(found: Any = None, start: str = "") -> Iterator[str]:
    """The routes of the URLconf, as they are written there."""
    for one in found or get_resolver().url_patterns:
        route = start + str(one.pattern).lstrip("^").rstrip("$")
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, route)
        elif isinstance(one, URLPattern) and route.startswith("admin/"):
            yield route


def rows() -> list[str]:
    """The addresses of the table: a pattern each, and where a verb is named, one for each verb."""
    found = []
    for pattern in patterns():
        if "<str:name>" in pattern:
            found += [pattern.replace("<str:name>", name) for name in (*VERBS, "no-such-verb")]
        else:
            found.append(pattern)
    return sorted(set(found))


def address(row: str, newsroom: Newsroom) -> str:
    """A real address of that pattern. Fails where nobody has said what to put in."""

    def put(match: re.Match) -> str:
        name = match[1] or match[2]
        if name == "secret":
            return newsroom.secret
        return str(target(row, newsroom) if name in KEYS else VALUES[name]())

    return "/" + PARAMETER.sub(put, row)


def target(row: str, newsroom: Newsroom) -> Any:
    """The row an address is about; an article at the stage its verb needs."""
    if "/do/" in row:
        return newsroom.stage(row.split("/")[-2]).pk
    if "/ticker/" in row:
        return newsroom.stage("ticker").pk
    if row.startswith(("admin/articles/article/", "admin/board/")):
        return newsroom.stage("draft").pk
    if row.startswith("admin/articles/user/"):
        return newsroom.somebody.pk
    if row.startswith("admin/seen/"):
        return newsroom.broken.pk
    if row.startswith("admin/r/"):
        return Group.objects.earliest("pk").pk
    label, model = row.split("/")[1:3]
    shown = ContentType.objects.get_by_natural_key(label, model).model_class()
    first = shown.objects.order_by("pk").values_list("pk", flat=True).first()
    assert first is not None, f"{row}: tests/desk/stages.py has to make a {model}"
    return first


#: What is typed into the other forms: the start of the address → the fields.
FORMS: dict[str, dict[str, Any]] = {
    "admin/articles/section/": {"title": "Sport", "slug": "sport", "rank": 9},
    "admin/articles/person/<int:pk>/join/": {"into": "ada-lovis"},
    "admin/articles/person/": {"name": "Ida Lund", "slug": "ida-lund"},
    "admin/articles/dossier/": {"title": "Der Hafen", "slug": "hafen", "chosen": ""},
    "admin/articles/source/": {"name": "Hafenblatt", "slug": "hafenblatt", "kind": "outlet"},
    "admin/articles/tag/<int:pk>/join/": {"into": "Fähre"},
    "admin/articles/tag/": {"name": "Hafen", "slug": "hafen", "kind": "topic"},
    "admin/articles/picture/": {
        "title": "Am Anleger",
        "alt": "Eine Fähre",
        "credit": "Foto: Ida Lund",
        "focus_left": 20,
        "focus_top": 30,
    },
    "admin/articles/licence/": {"name": "Agentur, ein Jahr", "days": 365},
    "admin/articles/supplier/": {
        "name": "epa",
        "address": "https://epa.example/rss.xml",
        "every": 15,
    },
    "admin/articles/dispatch/hand-in/": {"section": ""},
    "admin/articles/dispatch/": {"answer": "see"},
    "admin/articles/redirect/": {"path": "/alt.html", "to": "/corrections/"},
    "admin/house/": {
        "name": "Der Lotse",
        "tagline": "Am Kai",
        "feed_text": "lead",
        "training_crawlers": "deny",
        "signatures": 2,
        "mail_from": "desk@example.org",
        "seen": 0,
    },
    "admin/inbox/": {"do": "read_all"},
    "admin/tour/": {"step": 0},
    "admin/auth/group/": {"name": "night-desk"},
    "admin/second/": {"code": "000000"},
    "admin/security/confirm/": {"password": "s3cret-and-long"},
    "admin/security/everybody/": {"do": "end", "user": "somebody"},
    "admin/security/add/": {"code": "000000"},
    "admin/security/": {"do": "end_others"},
}
PASSWORDS = {"password1": "ganz-neu-und-lang", "password2": "ganz-neu-und-lang"}
VERB_FIELDS: dict[str, dict[str, Any]] = {
    "correct": {"note": "Die Ziffern waren vertauscht."},
    "withdraw": {"reason": "Auf Wunsch der Familie.", "kind": "withdrawn"},
    "redact": {"words": "Dammbrücke", "reason": "Auf Anordnung."},
    "move": {"to": "ein-anderes-ende"},
    "spike": {"reason": "Erledigt."},
    "publish": {"kind": "update"},
    "assign": {"priority": 1},
    "break_glass": {"reason": "Der Damm ist gebrochen, und niemand sonst ist da."},
}


def filled_in(row: str, newsroom: Newsroom) -> dict[str, Any]:
    """What somebody would send to this address if they could: complete, so that it is done."""
    if "/do/" in row:
        name = row.split("/")[-2]
        return {"seen": newsroom.stage(name).version} | VERB_FIELDS.get(name, {})
    if row.endswith("/delete/"):
        return {"post": "yes"}
    if row == "admin/articles/article/views/":
        return {"name": "Sport", "query": "state__exact=draft"}
    if row == "admin/articles/section/order/":
        return {"move": f"{section().pk}:"}
    if row == "admin/fronts/":
        step = f"place:{newsroom.stage('draft').pk}:lead"
        return {"seen": plan_of(None).version, "step": step}
    if row.startswith("admin/board/"):
        return {"seen": newsroom.stage("draft").version, "from": "draft", "to": "submitted"}
    if row == "admin/articles/article/<int:pk>/linked/":
        other = newsroom.stage("publish")
        return {"kind": "followed", "find": f"/admin/articles/article/{other.pk}/"}
    if row.endswith("/remarks/"):
        return {"do": "say", "text": "Stimmt das?", "key": "0" * 32}
    if row.endswith("/ticker/"):
        return {"text": "Der Pegel fällt.", "headline": "", "key": "11111111"}
    if row.endswith("/ticker/<str:key>/"):
        return {"text": "Der Pegel fiel.", "headline": "", "note": "Er fiel.", "seen": 1}
    if row == "admin/articles/article/<int:pk>/shares/":
        return {"guest": "Ida Lund", "days": 7}
    if row.startswith("admin/articles/sectionrule/"):
        return {"signatures": 3, "section": section("sport").pk}
    if row.startswith("admin/articles/route/"):
        return {"supplier": Supplier.objects.earliest("pk").pk, "order": 3, "words": "Hafen"}
    if row == "admin/articles/article/add/":
        return filled()
    if row == "admin/articles/article/<path:object_id>/change/":
        return filled(newsroom.stage("draft"), headline="Eine andere Zeile")
    if row.startswith("admin/articles/user/"):
        return account_of(row, newsroom)
    if row == "admin/password_change/":
        new = PASSWORDS["password1"]
        return {"old_password": "s3cret-and-long", "new_password1": new, "new_password2": new}
    if row == "admin/login/":
        return {"username": newsroom.somebody.username, "password": "s3cret-and-long"}
    return next((form for start, form in FORMS.items() if row.startswith(start)), {})


def account_of(row: str, newsroom: Newsroom) -> dict[str, Any]:
    if row.endswith("/change/"):
        date = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00"}
        who = {"username": newsroom.somebody.username, "email": "neu@example.org"}
        return who | date | {"is_active": "on", "is_staff": "on"}
    return PASSWORDS | {"usable_password": "true"} | ({"username": "neu"} if "add" in row else {})


def ask(client: Any, method: str, row: str, newsroom: Newsroom, **more: Any) -> Any:
    """One request. What is posted is complete, and `more` comes on top."""
    where = address(row, newsroom)
    if method != "POST":
        return client.generic(method, where)
    if row.endswith("/autosave/"):
        said = more | {"tab": "0" * 32, "seen": 1, "words": more | {"headline": "Getippt"}}
        return client.post(where, json.dumps(said, default=str), content_type="application/json")
    if row.endswith("/ticker/keep/"):
        said = more | {"key": "22222222", "words": more | {"text": "Getippt", "headline": ""}}
        return client.post(where, json.dumps(said, default=str), content_type="application/json")
    return client.post(where, more | filled_in(row, newsroom))


def cast(groups: Any) -> dict[str, Any]:
    """Nobody, somebody without a group, one of each group, and a superuser."""
    people = {"anonymous": None, "no group": person_of_the_desk("no-group")}
    people |= {name: person_of_the_desk(f"the-{name}"[:30], name) for name in groups}
    return people | {"superuser": person_of_the_desk("root", is_superuser=True)}
