"""How many of the suggestions are right, over running stories whose articles are known to belong
together; and how long a suggestion takes among many others. Everything is rolled back.

The texts are put together by chance from words that several stories share: forty-eight running
stories, half of them German, half English, six articles each, no two with the same words.
"""

import os
import random
import statistics
import time
from collections import defaultdict
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["NEWSROOM_ROLE"] = "owner"

STORIES, ARTICLES, AT = 48, 6, 5
#: Words of a running story, how many of them each of its articles has, and words of other stories.
OWN, USED, ALIEN = 9, 6, 3
#: The same of names: people and places.
NAMES, NAMED = 3, 2
GERMAN = [
    "Spundwand",
    "Gutachten",
    "Hafenplan",
    "Fährbetrieb",
    "Orgelpfeife",
    "Segelmacher",
    "Wasserwerk",
    "Bürgerentscheid",
    "Haushaltssperre",
    "Kreisumlage",
    "Intendantin",
    "Spielplan",
    "Deichverband",
    "Pegelstand",
    "Sturmtief",
    "Ernteausfall",
    "Zanderbestand",
    "Fischereirecht",
    "Moorprojekt",
    "Torfabbau",
    "Lehrstelle",
    "Werftkrise",
    "Dockkran",
    "Museumsschiff",
    "Seekarte",
    "Vermessung",
    "Badeverbot",
    "Algenblüte",
    "Hallenbad",
    "Chlorgas",
    "Feuerwache",
    "Drehleiter",
    "Brandstiftung",
    "Untersuchungshaft",
    "Staatsanwalt",
    "Freispruch",
    "Schöffe",
    "Buslinie",
    "Fahrplan",
    "Streckensperrung",
    "Gleisbett",
    "Schranke",
    "Baugrube",
    "Kampfmittel",
    "Sprengung",
    "Grundwasser",
    "Nitratwert",
    "Stadtwerke",
    "Strompreis",
    "Windrad",
    "Schattenwurf",
    "Rotorblatt",
    "Schulbezirk",
    "Dachsanierung",
    "Turnhalle",
    "Mensa",
    "Lesesaal",
    "Bücherei",
    "Nachlass",
    "Handschrift",
    "Denkmalpflege",
    "Kirchturm",
    "Glockenstuhl",
    "Wochenmarkt",
    "Standgebühr",
    "Gewerbesteuer",
    "Insolvenz",
    "Tarifvertrag",
    "Warnstreik",
    "Betriebsrat",
    "Ruderachter",
    "Regattastrecke",
    "Vereinsheim",
    "Flutlicht",
    "Schiedsrichter",
]
ENGLISH = [
    "quayside",
    "embankment",
    "surveyor",
    "dredger",
    "ferryman",
    "shipyard",
    "apprentice",
    "gantry",
    "lighthouse",
    "chartroom",
    "reservoir",
    "turbine",
    "pipeline",
    "levy",
    "referendum",
    "councillor",
    "treasurer",
    "deficit",
    "auditor",
    "tribunal",
    "verdict",
    "barrister",
    "remand",
    "arsonist",
    "hydrant",
    "sprinkler",
    "scaffold",
    "belfry",
    "organist",
    "manuscript",
    "archive",
    "bequest",
    "librarian",
    "curator",
    "sculpture",
    "rehearsal",
    "orchestra",
    "premiere",
    "harvest",
    "orchard",
    "drought",
    "beekeeper",
    "pesticide",
    "wetland",
    "peatland",
    "heron",
    "otter",
    "angler",
    "trawler",
    "quota",
    "timetable",
    "signalman",
    "viaduct",
    "turnstile",
    "tramway",
    "excavation",
    "ordnance",
    "groundwater",
    "nitrate",
    "sewage",
    "smokestack",
    "windmill",
    "rotor",
    "tariff",
    "picket",
    "foreman",
    "insolvency",
    "creditor",
    "liquidator",
    "scoreboard",
    "regatta",
    "coxswain",
    "floodlight",
    "referee",
    "curfew",
]
#: Invented; each turns up in two running stories or so.
CALLED = [
    first + last
    for first in ("Har", "Kel", "Lom", "Ost", "Rav", "Sal", "Tam", "Vos", "Wie")
    for last in ("brink", "denfels", "husen", "ling", "mer", "stett", "wick")
]
FILLERS = {
    "de": "Das teilte die Verwaltung am {day} mit. Der Rat berät im nächsten Monat darüber. Es geht"
    " um viel Geld. Die Anwohner warten seit Jahren auf eine Entscheidung.",
    "en": "The council said so on {day}. It will be discussed next month. A lot of money is at"
    " stake. Residents have waited for a decision for years.",
}
DAYS = {"de": ["Montag", "Dienstag", "Mittwoch", "Freitag"], "en": ["Monday", "Tuesday", "Friday"]}


def main(arguments: list[str]) -> None:
    import django

    django.setup()
    from django.db import transaction

    many = int(arguments[0]) if arguments else 100_000
    with transaction.atomic():
        labels = write(random.Random(11))
        analyse()
        few = measure(labels)
        fill(many)
        analyse()
        crowded = measure(labels)
        print(f"{'articles':>10}{'precision@5':>14}{'median ms':>12}{'p95 ms':>10}")
        for count, (right, median, late) in ((len(labels), few), (many + len(labels), crowded)):
            print(f"{count:>10}{right:>14.2f}{median:>12.1f}{late:>10.1f}")
        transaction.set_rollback(True)


def write(chance: random.Random) -> dict[int, int]:
    """The articles; each with the number of its running story."""
    from articles.drafts.models import Article

    labels = {}
    for story in range(STORIES):
        language, pool = ("de", GERMAN) if story % 2 else ("en", ENGLISH)
        own, people = chance.sample(pool, OWN), chance.sample(CALLED, NAMES)
        for _article in range(ARTICLES):
            words = chance.sample(own, USED) + chance.sample(pool, ALIEN)
            called = [*chance.sample(people, NAMED), chance.choice(CALLED)]
            head, body = [*words[:2], chance.choice(pool)], [*words[2:], *called]
            day = chance.choice(DAYS[language])
            made = Article.objects.create(
                headline=" ".join(head),
                standfirst=" ".join(body[:2]),
                body=f"<p>{' '.join(body)}. {FILLERS[language].format(day=day)}</p>",
                language=language,
            )
            labels[made.pk] = story
    return labels


def fill(many: int) -> None:
    """Others, of the same words and of words of their own, straight into the tables."""
    from django.db import connection

    pools = {"de": GERMAN, "en": ENGLISH}
    with connection.cursor() as cursor:
        for language, pool in pools.items():
            cursor.execute(
                """INSERT INTO articles_article (uid, version, state, kind, genre, kicker, headline,
                    short_headline, standfirst, body, place, language, slug, search_title,
                    search_description, urgency, internal_note, external_id)
                SELECT gen_random_uuid(), 1, 'draft', 'story', 'news', '', 'Meldung ' || n, '',
                    'Ort' || n %% 5000 || ' Name' || n %% 9000,
                    '<p>' || %s || ' ' || (%s::text[])[1 + n %% %s] || ' Wort' || n || '</p>',
                    '', %s, '', '', '', 5, '', ''
                FROM generate_series(1, %s) AS n""",
                [FILLERS[language], pool, len(pool), language, many // 2],
            )


def analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_vocabulary, articles_article")


def measure(labels: dict[int, int]) -> tuple[float, float, float]:
    """(share of right ones among the first five, median, 95th percentile in milliseconds)."""
    from articles.drafts.models import Article
    from articles.drafts.suggesting import suggest

    right: dict[int, float] = defaultdict(float)
    times = []
    article: Any
    for article in Article.objects.filter(pk__in=labels):
        started = time.perf_counter()
        found = suggest(article, AT)
        times.append((time.perf_counter() - started) * 1e3)
        same = sum(labels.get(one.article.pk) == labels[article.pk] for one in found)
        right[article.pk] = same / AT
    late = sorted(times)[int(len(times) * 0.95)]
    return statistics.mean(right.values()), statistics.median(times), late
