"""Groups somebody made, with their rights. The house's own are the code's, not the database's."""

import json
from collections.abc import Iterable, Iterator

from django.contrib.auth.models import Group, Permission

from articles.drafts.groups import GROUPS

from .rows import line

NAME = "groups"


def lines_of_groups() -> Iterator[bytes]:
    own = Group.objects.exclude(name__in=GROUPS).prefetch_related("permissions__content_type")
    for group in sorted(own, key=lambda one: one.name):
        rights = [one.codename for one in group.permissions.all() if ours(one)]
        yield line({"name": group.name, "rights": sorted(rights)})


def ours(right: Permission) -> bool:
    return right.content_type.app_label == "articles"


def take_groups(lines: Iterable[bytes]) -> None:
    """Make them, or make them what the lines say."""
    known = {one.codename: one for one in Permission.objects.select_related("content_type")}
    for row in map(json.loads, lines):
        group, _made = Group.objects.get_or_create(name=row["name"])
        group.permissions.set([known[name] for name in row["rights"] if name in known])
