"""The demo's accounts: one for every role, and a lawyer whom one section asks."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group

from articles.catalog.models import Person
from articles.drafts.accounts import OF_THE_DEMO
from articles.drafts.models import User

#: username: (group, slug of the person it writes as)
ACCOUNTS = {
    "reporter": ("reporter", "henrike-tamsen"),
    "editor": ("editor", "leander-vossmer"),
    "chief": ("chief", "rieke-grothusen"),
    "sport": ("section editor", "malte-okkinga"),
    "lawyer": ("reporter", ""),
}
#: Who must be among those who sign where a section asks for it.
LEGAL = "legal"


@dataclass
class Desk:
    """Who does what in the demo."""

    reporter: User
    editor: User
    chief: User
    sport: User
    lawyer: User
    bylines: dict[str, User] = field(default_factory=dict)

    def writer_of(self, bylines: list[dict[str, str]]) -> User:
        """The account of the first named person, else the reporter's."""
        first = bylines[0]["person"] if bylines else ""
        return self.bylines.get(first, self.reporter)


def staff(password: str, people: dict[str, Person]) -> Desk:
    """Make the accounts, each with the person of the plan whom it writes as."""
    users = {}
    for name, (group, slug) in ACCOUNTS.items():
        users[name] = account(name, password, people.get(slug))
        users[name].groups.add(Group.objects.get(name=group))
    users["lawyer"].groups.add(Group.objects.get_or_create(name=LEGAL)[0])
    administrator = account("admin", password, None)
    administrator.is_superuser = True
    administrator.save(update_fields=["is_superuser"])
    written = {user.person.slug: user for user in users.values() if user.person}
    return Desk(**users, bylines=written)


def account(name: str, password: str, person: Person | None) -> User:
    first, _space, last = person.name.partition(" ") if person else ("", "", "")
    return User.objects.create_user(
        name,
        f"{name}{OF_THE_DEMO}",
        password,
        first_name=first,
        last_name=last,
        is_staff=True,
        person=person,
    )
