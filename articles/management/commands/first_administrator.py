"""`manage.py first_administrator`: the account that makes the others."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from articles.drafts.accounts import keepers, make_keeper
from articles.drafts.models import User
from articles.management.newsroom import NewsroomCommand


class Command(NewsroomCommand):
    help = "Ask for a name and a password, and make the account that keeps the accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--another", action="store_true", help="make one although there is one already"
        )
        parser.add_argument(
            "--superuser", action="store_true", help="who may do everything, to help in need"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        there = keepers()
        if there and not options["another"]:
            names = ", ".join(one.username for one in there)
            raise CommandError(f"There is one already: {names}. With --another there are more.")
        if not sys.stdin.isatty():
            raise CommandError("A password is typed at a terminal, not sent through a pipe.")
        user = User(username=input("Name: ").strip(), email=input("E-mail: ").strip())
        password = self.asked(user)
        user = make_keeper(user.username, user.email, password, everything=options["superuser"])
        self.stdout.write(f"{user.username} can log in, and make accounts for everybody else.")

    def asked(self, user: User) -> str:
        """The password, typed twice, unseen. Raises CommandError where name or password is bad."""
        try:
            user.full_clean(exclude=["password"])
            password = getpass("Password: ")
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if getpass("The same again: ") != password:
            raise CommandError("The two were not the same. Nothing was made.")
        return password
