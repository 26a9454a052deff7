"""How many of the suggestions are right, over running stories whose articles are known to belong
together; and how long a suggestion takes among many others. Everything is rolled back.

`running_de.txt` and `running_en.txt` hold forty running stories of six articles each, every one
told in words of its own, and forty articles that stand alone among the same people and places.
Around each are sentences that any article of the paper might have; all are of one week, and of
four sections. Texts and weights were adjusted while looking at the results in both languages, so
the figure says that the method can do it, not what it does with texts nobody here has seen.

That is what `python -m bench suggestions 1000 --held-out` is for: `heldout_de.txt` and
`heldout_en.txt` hold 42 running stories of five articles each, and forty that stand alone,
written by somebody who did not know the method. Nothing may be tuned on them: once a weight or a
text is changed for the sake of their figure, they say no more than the others.
"""

import os
import random
import re
import statistics
import time
from collections import Counter
from datetime import timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["NEWSROOM_ROLE"] = "owner"

AT = 5
HELD_OUT = "--held-out"
#: Words of an article among the many, and how many words there are to choose from.
LONG, WORDS = 160, 40_000
#: Weeks over which the archive goes.
WEEKS = 520
#: Words of the stories in each of the many: ordinary ones, and those with a capital letter.
ORDINARY, NAMES = 20, 3
BACKGROUND = {
    "de": [
        "Der Stadtrat von Erlenhafen berät darüber in seiner nächsten Sitzung.",
        "Die Kosten stehen noch nicht fest.",
        "Die Oberbürgermeisterin wollte sich auf Anfrage nicht äußern.",
        "Anwohner warten seit Jahren auf eine Entscheidung.",
        "Polizei und Feuerwehr waren mit dreißig Kräften im Einsatz.",
        "Das Land hat Hilfe zugesagt, einen Zeitplan gibt es nicht.",
        "Am Freitag soll es eine öffentliche Versammlung im Rathaus geben.",
        "Die Opposition im Kreistag fordert Aufklärung.",
        "Ein Sprecher der Verwaltung bestätigte die Angaben am Abend.",
        "Das Landgericht hat noch keinen Termin genannt.",
        "Nach Angaben des Ministeriums sind ähnliche Fälle selten.",
        "Zuvor hatten Umweltverbände vor den Folgen gewarnt.",
    ],
    "en": [
        "The town council of Erlenhafen will discuss it at its next meeting.",
        "What it will cost is not known yet.",
        "The mayor would not comment when asked.",
        "Residents have waited for a decision for years.",
        "Police and fire brigade had thirty people on the spot.",
        "The government has promised help, but named no date.",
        "A public hearing at the town hall is planned for Friday.",
        "The opposition on the county board calls for an inquiry.",
        "A spokeswoman for the administration confirmed the figures in the evening.",
        "The regional court has not set a date yet.",
        "Cases like this are rare, according to the ministry.",
        "Environmental groups had warned of the consequences before.",
    ],
}
AROUND = 3


class Label(NamedTuple):
    """Which running story an article belongs to."""

    language: str
    story: int


class Found(NamedTuple):
    """What came of one question, and how many are in the same story; `time` in milliseconds."""

    language: str
    right: int
    named: int
    companions: int
    time: float


class Told(NamedTuple):
    """An article of the labelled set; one that stands alone is of story -1."""

    story: int
    language: str
    section: str
    headline: str
    text: str


def main(arguments: list[str]) -> None:
    import django

    django.setup()
    from django.db import transaction

    files = "heldout" if HELD_OUT in arguments else "running"
    numbers = [one for one in arguments if one != HELD_OUT]
    many = int(numbers[0]) if numbers else 100_000
    chance = random.Random(11)
    told = [one for language in BACKGROUND for one in stories(files, language)]
    with transaction.atomic():
        labels = write(told, chance)
        analyse()
        report("alone", len(told), labels)
        fill(told, many, chance)
        analyse()
        report("among many", len(told) + many, labels)
        transaction.set_rollback(True)


def report(said: str, articles: int, labels: dict[int, Label]) -> None:
    """A line for each language and one for both: right of five places, right of those named, and
    how many of an article's companions are among them."""
    found = measure(labels)
    for language in (*BACKGROUND, ""):
        some = [one for one in found if one.language.startswith(language)]
        right, named = sum(one.right for one in some), sum(one.named for one in some)
        companions = sum(one.companions for one in some)
        times = sorted(one.time for one in some)
        print(
            f"{said}, {articles} articles, {len(some)} asked ({language or 'both'}):"
            f" precision@5 {right / (AT * len(some)):.2f}, of those named {right / named:.2f},"
            f" recall {right / companions:.2f},"
            f" median {statistics.median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms"
        )


def stories(files: str, language: str) -> list[Told]:
    """Of each block of the file its section, and a line for each article."""
    text = (Path(__file__).parent / f"{files}_{language}.txt").read_text()
    found = []
    for number, block in enumerate(re.split(r"^# ", text, flags=re.MULTILINE)[1:]):
        first, *lines = block.strip().splitlines()
        alone, section = first.startswith("alone"), first.split()[-1]
        for line in lines:
            headline, _bar, words = line.partition(" | ")
            found.append(Told(-1 if alone else number, language, section, headline, words))
    return found


def write(told: list[Told], chance: random.Random) -> dict[int, Label]:
    """The articles, and the running story of each that belongs to one."""
    from articles.catalog.models import Section
    from articles.drafts.models import Article

    slugs = {one.section for one in told}
    made = {slug: Section.objects.create(title=slug, slug=f"bench-{slug}") for slug in slugs}
    labels = {}
    for one in told:
        around = chance.sample(BACKGROUND[one.language], AROUND)
        article = Article.objects.create(
            headline=one.headline,
            standfirst=around[0],
            body=f"<p>{one.text}</p><p>{' '.join(around[1:])}</p>",
            language=one.language,
            section=made[one.section],
        )
        if one.story >= 0:
            labels[article.pk] = Label(one.language, one.story)
    return labels


def fill(told: list[Told], many: int, chance: random.Random) -> None:
    """Many more, as an archive has them: words of a large vocabulary, few common and most rare;
    the ordinary words of the stories often, their names and German nouns now and then."""
    from articles.catalog.models import Section
    from articles.drafts.models import Article

    own = {
        language: " ".join(
            f"{one.headline} {one.text}" for one in told if one.language == language
        ).split()
        for language in BACKGROUND
    }
    ordinary = {key: sorted({one for one in found if one.islower()}) for key, found in own.items()}
    names = {key: sorted({one for one in found if not one.islower()}) for key, found in own.items()}
    sections = list(Section.objects.filter(slug__startswith="bench-"))
    now = Article.objects.latest("created_at").created_at
    words = [spelled(number) for number in range(WORDS)]
    shares = list(accumulate(1 / (number + 3) for number in range(WORDS)))
    batch = []
    for number in range(many):
        language = ("de", "en")[number % 2]
        text = chance.choices(words, cum_weights=shares, k=LONG)
        text += chance.choices(ordinary[language], k=ORDINARY)
        text += chance.choices(names[language], k=NAMES)
        chance.shuffle(text)
        around = " ".join(chance.sample(BACKGROUND[language], AROUND))
        body = f"<p>{' '.join(text[6:])}. {around}</p>"
        head = " ".join(text[:6])
        batch.append(
            Article(
                headline=head,
                slug=f"b{number}",
                body=body,
                language=language,
                section=sections[number % len(sections)],
                created_at=now - timedelta(weeks=number % WEEKS),
            )
        )
        if len(batch) == 2_000:
            Article.objects.bulk_create(batch)
            batch.clear()
    Article.objects.bulk_create(batch)


def spelled(number: int) -> str:
    """A word that no language has."""
    syllables = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "zu", "dor", "fel", "gan"]
    text = ""
    number += 13
    while number:
        number, at = divmod(number, 13)
        text += syllables[at]
    return text + "k"


def analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_vocabulary, articles_article")


def measure(labels: dict[int, Label]) -> list[Found]:
    from articles.drafts.models import Article
    from articles.drafts.suggesting import suggest

    together = Counter(labels.values())
    answers = []
    article: Any
    for article in Article.objects.filter(pk__in=labels):
        started = time.perf_counter()
        found = suggest(article, AT)
        took = (time.perf_counter() - started) * 1e3
        right = sum(labels.get(one.article.pk) == labels[article.pk] for one in found)
        companions = together[labels[article.pk]] - 1
        answers.append(Found(article.language, right, len(found), companions, took))
    return answers
