"""The desk's roles, as groups with the permissions of one table.

| | reporter | section editor | editor | chief | administrator |
|---|---|---|---|---|---|
| write, submit, sign, copy, name versions | yes | yes | yes | yes | |
| assign, approve, publish, correct, recall | | own sections | yes | yes | |
| fronts: plan, publish | view | own sections | yes | yes | |
| tickers: add, correct, recall, close | | own sections | yes | yes | |
| withdraw, restore, move, redact, purge | | | | yes | |
| publish without signatures, for a reason | | | | yes | |
| pictures: upload, use | yes | yes | yes | yes | yes |
| pictures: change the record of any | | yes | yes | yes | yes |
| pictures: delete one that is unused | | | yes | yes | |
| licences | view | view | view | change | change |
| sections, people, sources, topics, dossiers | view | change | change | change | change |
| suppliers and routes of the wire | | view | view | change | change |
| settings of the newsroom | | | | change | change |
| rules of sections | | view | view | view | change |
| accounts | | | | | change |
| log: articles | view | view | view | view | |
| log: log-ins | own | own | own | view | view |
| log-ins: end anybody's | | | | yes | yes |

A seventh group, ticker, gives whoever writes tickers on the spot the right to them and no other.
"""

from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission

WRITING = (
    "add_article",
    "change_article",
    "view_article",
    "submit_article",
    "view_version",
    "view_dispatch",
)
SEEING = (*WRITING, "view_decision", "view_signature", "view_story", "view_edition", "view_plan")
PRINTING = (
    *("assign_article", "approve_article", "publish_article", "correct_article"),
    *("recall_article", "ticker_article", "change_plan"),
)
ENDING = (
    *("withdraw_article", "restore_article", "move_article"),
    *("redact_article", "purge_article", "break_glass_article"),
)
PICTURES = ("add_picture", "view_picture")
CATALOG = ("dossier", "person", "section", "source", "tag")
NAMING = tuple(f"{verb}_{noun}" for verb in ("add", "change", "view") for noun in CATALOG)
LOOKING_UP = tuple(f"view_{noun}" for noun in (*CATALOG, "picture", "licence"))
CURATING = (*PICTURES, "change_picture", "view_licence")
LICENSING = tuple(f"{verb}_licence" for verb in ("add", "change", "delete", "view"))
LOOKING_ON = ("view_sectionrule", "view_supplier", "view_route")
RULES = tuple(f"{verb}_sectionrule" for verb in ("add", "change", "delete", "view"))
SUPPLIERS = tuple(
    f"{verb}_{noun}"
    for verb in ("add", "change", "delete", "view")
    for noun in ("supplier", "route")
)
HOUSE = ("change_house",)
GATE = ("view_decision", "view_gate", "end_log_ins")
ACCOUNTS = ("add_user", "change_user", "view_user", *GATE)

GROUPS: dict[str, tuple[str, ...]] = {
    "reporter": (*SEEING, *LOOKING_UP, "add_source", "add_picture"),
    "section editor": (*SEEING, *NAMING, *CURATING, "edit_own_sections", *LOOKING_ON),
    "editor": (*SEEING, *NAMING, *CURATING, "delete_picture", *PRINTING, *LOOKING_ON),
    "chief": (
        *(*SEEING, *NAMING, *CURATING, "delete_picture", *LICENSING),
        *(*PRINTING, *ENDING, *GATE, *SUPPLIERS, *HOUSE, "view_sectionrule"),
    ),
    "ticker": ("view_article", "ticker_article"),
    "administrator": (*NAMING, *CURATING, *LICENSING, *RULES, *SUPPLIERS, *HOUSE, *ACCOUNTS),
}


def after_migrate(app_config: Any, using: str, **kwargs: Any) -> None:
    """Signal handler: make the groups what the table says."""
    if app_config.name == "articles":
        create_permissions(app_config, verbosity=0, using=using)
        apply()


def apply() -> None:
    known = {p.codename: p for p in Permission.objects.filter(content_type__app_label="articles")}
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set([known[codename] for codename in codenames])
