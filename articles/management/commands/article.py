"""`manage.py article VERB SLUG`: the desk's verbs for operators and scripts."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware

from articles.catalog.moments import EARLIEST, LATEST
from articles.desk import console
from articles.desk.verbs import VERBS
from articles.drafts.models import Article
from articles.management.newsroom import NewsroomCommand, actor, article_of, with_actor


class Command(NewsroomCommand):
    help = "List and show articles, and do with them what the desk does. A refusal exits with 1."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("list", help="every article, the last changed first")
        verbs.add_parser("show", help="where one stands").add_argument("slug")
        for name, verb in VERBS.items():
            one = verbs.add_parser(name, help=verb.help)
            one.add_argument("slug")
            with_actor(one)
            for option in verb.options:
                one.add_argument(f"--{option}", **console.OPTIONS[option])

    def handle(self, *args: Any, **options: Any) -> None:
        if options["verb"] == "list":
            lines = console.table()
        elif options["verb"] == "show":
            lines = console.show(article_of(options["slug"]))
        else:
            lines = self.act(options)
        self.stdout.write("\n".join(lines))

    def act(self, options: dict[str, Any]) -> list[str]:
        verb = VERBS[options["verb"]]
        given = {name: options[name] for name in verb.options if options[name] is not None}
        for name, read in READ.items():
            if name in given:
                given[name] = read(given[name])
        article = article_of(options["slug"])
        made = verb.act(article, by=actor(options["by"]), given=given)
        if isinstance(made, Article):
            article = made
        return console.show(article_of(article.slug)) if options["verb"] != "purge" else ["Purged."]


def moment(text: str) -> Any:
    """An ISO 8601 moment; without a zone it is the newsroom's."""
    try:
        parsed = parse_datetime(text)
    except ValueError:
        parsed = None
    if parsed is None or not EARLIEST.year <= parsed.year < LATEST.year:
        raise CommandError(f"“{text}” is no moment; write it like 2026-11-25T06:00.")
    return make_aware(parsed) if is_naive(parsed) else parsed


#: Options that are more than words.
READ = {"at": moment, "due": moment, "writer": actor, "editor": actor}
