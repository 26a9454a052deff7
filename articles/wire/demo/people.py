"""The demo's accounts: a reporter, an editor, a chief and an administrator."""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group

from articles.catalog.models import Person
from articles.drafts.models import User

#: username: (group, slug of the person who writes under it)
ACCOUNTS = {"reporter": "reporter", "editor": "editor", "chief": "chief"}


@dataclass
class Desk:
    """Who does what in the demo."""

    reporter: User
    editor: User
    chief: User
    bylines: dict[str, User] = field(default_factory=dict)

    def writer_of(self, bylines: list[dict[str, str]]) -> User:
        """The account of the first named person, else the reporter's."""
        first = bylines[0]["person"] if bylines else ""
        return self.bylines.get(first, self.reporter)


def staff(password: str, people: dict[str, Person]) -> Desk:
    """Make the accounts; the first three people of the plan get one each."""
    named = list(people.values())
    users = {}
    for number, (name, group) in enumerate(ACCOUNTS.items()):
        person = named[number] if number < len(named) else None
        users[name] = account(name, password, person)
        users[name].groups.add(Group.objects.get(name=group))
    administrator = account("admin", password, None)
    administrator.is_superuser = True
    administrator.save(update_fields=["is_superuser"])
    written = {user.person.slug: user for user in users.values() if user.person}
    return Desk(**users, bylines=written)


def account(name: str, password: str, person: Person | None) -> User:
    first, _space, last = person.name.partition(" ") if person else ("", "", "")
    return User.objects.create_user(
        name,
        f"{name}@faehrbote.example",
        password,
        first_name=first,
        last_name=last,
        is_staff=True,
        person=person,
    )
