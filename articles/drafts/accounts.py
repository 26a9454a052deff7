"""Accounts: the first one, and those that only the demo may have."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, QuerySet

from .log import decide_at_the_gate
from .models import User

#: Nobody's real address ends like this (RFC 2606), so an account with it is the demo's.
OF_THE_DEMO = "@faehrbote.example"
KEEPERS = "administrator"


def welcome(user: User) -> bool:
    """Whether the account may come in here: the demo's passwords are known to everybody."""
    return not (settings.PRODUCTION and user.email.lower().endswith(OF_THE_DEMO))


def of_the_demo() -> QuerySet[User]:
    return User.objects.filter(email__iendswith=OF_THE_DEMO, is_active=True).order_by("username")


def keepers() -> QuerySet[User]:
    """Whoever can make accounts already."""
    found = User.objects.filter(Q(groups__name=KEEPERS) | Q(is_superuser=True), is_active=True)
    return found.distinct().order_by("username")


@transaction.atomic
def make_keeper(name: str, email: str, password: str, *, everything: bool) -> User:
    """An account that keeps the accounts; with `everything`, a superuser."""
    user = User.objects.create_user(name, email, password, is_staff=True, is_superuser=everything)
    user.groups.add(Group.objects.get(name=KEEPERS))
    decide_at_the_gate("account_added", by=None, account=name, fields=[], groups=[KEEPERS])
    return user
