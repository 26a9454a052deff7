"""What the newsroom's own commands share: a banner, an actor, and refusals in one sentence."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import translation

from articles.drafts.errors import Refusal
from articles.drafts.models import Article, User


class NewsroomCommand(BaseCommand):
    """A command that says in which role it works and ends a refusal with exit code 1."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        self.stderr.write(self.style.NOTICE(f"working as {current_role()}"))
        try:
            with translation.override("en"):
                return super().execute(*args, **options)
        except Refusal as refusal:
            with translation.override("en"):
                raise CommandError(str(refusal)) from refusal


def current_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        name: str = cursor.fetchone()[0]
    return name


def with_actor(parser: CommandParser, *, required: bool = True) -> None:
    parser.add_argument("--by", metavar="USER", required=required, help="who does this")


def actor(name: str) -> User:
    found = User.objects.filter(username=name).first()
    if found is None:
        raise CommandError(f"There is no account “{name}”.")
    return found


def article_of(slug: str) -> Article:
    found = Article.objects.select_related("section__parent").filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no article with the slug “{slug}”.")
    return found
