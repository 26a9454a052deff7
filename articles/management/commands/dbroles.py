"""`manage.py dbroles`: the SQL that makes the roles, for a cluster whose superuser is not us."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from articles.reader.wall.roles import setup_sql


class Command(BaseCommand):
    help = "Print the SQL that creates the database roles; give it to a superuser's psql."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--database", default="", help="the database to hand to the owner")

    def handle(self, *args: Any, **options: Any) -> None:
        name = options["database"] or str(connection.settings_dict["NAME"])
        self.stdout.write(setup_sql(name))
        self.stdout.write(
            "-- Let pg_hba.conf say how newsroom_owner and newsroom_app prove themselves, or\n"
            "-- give both a password, for example with psql's \\password."
        )
