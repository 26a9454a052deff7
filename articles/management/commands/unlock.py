"""`manage.py unlock NAME`: let somebody try to log in again at once."""

from typing import Any

from axes.utils import reset
from django.core.management.base import CommandError, CommandParser

from articles.desk.gate import network_of
from articles.drafts import factors
from articles.drafts.log import decide_at_the_gate
from articles.drafts.models import User
from articles.management.newsroom import NewsroomCommand, actor


class Command(NewsroomCommand):
    help = "Forget the failed log-ins of an account, of an address, or of one from the other."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", nargs="?", default="", help="the account")
        parser.add_argument(
            "--second-step", action="store_true", help="also forget a lost second step"
        )
        parser.add_argument("--address", default="", help="the address somebody tried from")

    def handle(self, *args: Any, **options: Any) -> None:
        name, address = options["name"], options["address"]
        if not name and not address:
            raise CommandError("Name an account, or an --address.")
        who: User | None = actor(name) if name else None
        if who and options["second_step"]:
            factors.forget_all(who, by=None)
        given = {"username": name, "ip": address and network_of(address)}
        count = reset(**{key: value for key, value in given.items() if value})
        decide_at_the_gate("unlock", by=who, **({"address": address} if address else {}))
        self.stdout.write(f"Forgotten: the failures of {count} browsers.")
