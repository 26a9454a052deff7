"""Who gets where at the desk: every address × method × role, against a table people can read.

The table is permission_matrix.txt, reviewed by its diff. After a change that is meant, write it
anew:

    PERMISSION_MATRIX=write make test ARGS=tests/desk/test_permission_matrix.py
"""

import os
from copy import copy
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from articles.drafts.groups import GROUPS

from .addresses import ask, cast, rows
from .stages import Newsroom

TABLE = Path(__file__).with_name("permission_matrix.txt")
WRITING = os.environ.get("PERMISSION_MATRIX") == "write"
METHODS = ("GET", "POST", "PUT", "DELETE")
ROLES = ["anonymous", "no group", *GROUPS, "superuser"]
HEAD = """\
What the desk answers, for every address under /admin/. Written by
tests/desk/test_permission_matrix.py, which says how; do not edit it by hand.

GET looks. POST sends a complete form, for an article at the stage its verb needs.
200 a page (after a POST: refused in a sentence) · 302 done, and on to the next page
log in: sent to the log-in page · 403 not theirs · 404 nothing there · 405 not this way
"""
OWN = {f"admin/{end}" for end in ("", "login/", "logout/", "jsi18n/")}
OWN |= {"admin/password_change/", "admin/password_change/done/"}
OWN.add("admin/guide/")  # what the desk can do; nothing of what is on it
OWN |= {f"admin/security/{end}" for end in ("", "add/", "confirm/")}
#: What a guest's link opens is behind no log-in at all.
GUESTS = "admin/shared/(?P<secret>.*?)/?"
OWN.add(GUESTS)
not_now = pytest.mark.skipif(WRITING, reason="the table is being written")
Cells = dict[tuple[str, str], str]


def column(role: str) -> Cells:
    """What one role is answered. Every request finds the newsroom as it was."""
    newsroom = Newsroom().all()
    client = Client(raise_request_exception=False)
    if user := cast(GROUPS)[role]:
        client.force_login(user)
    kept = client.cookies
    cells: Cells = {}
    for row in rows():
        for method in METHODS:
            client.cookies = copy(kept)
            cells[row, method] = answer(client, method, row, newsroom)
    return cells


def answer(client: Client, method: str, row: str, newsroom: Newsroom) -> str:
    with transaction.atomic():
        said = ask(client, method, row, newsroom)
        transaction.set_rollback(True)
    if said.status_code in {301, 302}:
        return "log in" if said["Location"].startswith("/admin/login/") else "302"
    return str(said.status_code)


def written() -> tuple[list[str], dict[tuple[str, str, str], str]]:
    """The table's roles, and its cells by address, method and role."""
    lines = TABLE.read_text(encoding="utf-8").removeprefix(HEAD).strip("\n").splitlines()
    roles = [one.strip() for one in lines[0].split(" | ")[2:]]
    cells: dict[tuple[str, str, str], str] = {}
    row = ""
    for line in lines[1:]:
        first, methods, *found = [one.strip() for one in line.split(" | ")]
        row = first or row
        for method in methods.split():
            cells |= {(row, method, who): cell for who, cell in zip(roles, found, strict=True)}
    return roles, cells


def table(columns: dict[str, Cells]) -> str:
    """A line for each answer that differs; methods that are answered alike share one."""
    wide = max(len(row) for row in rows())
    lines = [line(wide, "", "", {role: role for role in columns})]
    for row in rows():
        alike: dict[tuple[str, ...], list[str]] = {}
        for method in METHODS:
            alike.setdefault(tuple(one[row, method] for one in columns.values()), []).append(method)
        for n, (cells, methods) in enumerate(alike.items()):
            found = dict(zip(columns, cells, strict=True))
            lines.append(line(wide, "" if n else row, " ".join(methods), found))
    return HEAD + "\n" + "\n".join(lines) + "\n"


def line(wide: int, row: str, methods: str, cells: dict[str, str]) -> str:
    found = [f"{cell:<{max(6, len(role))}}" for role, cell in cells.items()]
    return " | ".join([f"{row:<{wide}}", f"{methods:<10}", *found]).rstrip()


@pytest.mark.django_db
@pytest.mark.skipif(not WRITING, reason="PERMISSION_MATRIX=write was not asked for")
def test_the_table_is_written():
    columns = {}
    for role in ROLES:
        with transaction.atomic():
            columns[role] = column(role)
            transaction.set_rollback(True)
    TABLE.write_text(table(columns), encoding="utf-8")


@not_now
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_role_gets_where_the_table_says_and_nowhere_else(role, record_property):
    _roles, cells = written()
    said = {(row, m): cell for (row, m, who), cell in cells.items() if who == role}
    found = column(role)
    record_property("addresses × methods × roles", len(found))
    record_property("unexpected answers", len(found.items() - said.items()))
    assert found == said


@not_now
def test_no_address_no_role_and_no_method_is_missing_from_the_table(record_property):
    roles, cells = written()
    record_property("addresses uncovered", len(set(rows()) - {row for row, _m, _who in cells}))
    assert roles == ROLES
    assert set(cells) == {(row, m, role) for row in rows() for m in METHODS for role in ROLES}


@not_now
def test_nothing_in_the_table_is_a_fault_of_ours():
    _roles, cells = written()
    assert {where: cell for where, cell in cells.items() if cell.startswith("5")} == {}


@not_now
@pytest.mark.parametrize("role", ["anonymous", "no group"])
def test_without_a_group_nobody_gets_beyond_the_first_page(role):
    """Django sends everybody on from an address without its end, and from a row they cannot see."""
    _roles, cells = written()
    reached = {row for (row, _m, who), cell in cells.items() if who == role and cell == "200"}
    done = {
        row
        for (row, method, who), cell in cells.items()
        if (who, method, cell) == (role, "POST", "302")
        and not row.endswith(("<path:object_id>/", "<path:object_id>/history/"))
    }
    assert reached | done <= OWN


@not_now
def test_nothing_but_get_and_post_is_understood():
    _roles, cells = written()
    answered = {
        row
        for (row, method, _role), cell in cells.items()
        if method in {"PUT", "DELETE"} and cell not in {"405", "log in"}
    }
    # Django's own shows the form again; guests get the 404 of what never was.
    assert {row for row in answered if not row.startswith("admin/shared/")} == {"admin/login/"}
    assert GUESTS in answered
