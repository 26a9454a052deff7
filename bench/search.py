"""Database time of a search as reader, for words of every frequency; the database is not changed.

Processor time of the connection's backend where it can be seen, in milliseconds: the median of
several rounds, each of which asks often enough to be measured.
"""

import os
import statistics
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["NEWSROOM_ROLE"] = "reader"
ROUNDS, CALLS = 7, 30
#: Shares of the stories that have the word.
SHARES = {"every second story": 0.5, "5 %": 0.05, "1 %": 0.01, "0.1 %": 0.001}
FREQUENT = """
SELECT word, ndoc FROM ts_stat('SELECT words FROM articles_concordance
    TABLESAMPLE SYSTEM (%s) REPEATABLE (8)') WHERE word !~ '^~' AND length(word) > 3
"""


def main(arguments: list[str]) -> None:
    owner = os.environ.get("DATABASE_OWNER_URL")
    if not owner:
        raise SystemExit("Name the database: DATABASE_URL and DATABASE_OWNER_URL.")
    import django
    import psycopg

    django.setup()
    with psycopg.connect(owner) as connection:
        row = connection.execute("SELECT count(*) FROM articles_concordance").fetchone()
        many = int(row[0]) if row else 0
        percent = min(100.0, 400_000 / max(many, 1))
        found = connection.execute(FREQUENT % percent).fetchall()
    sampled = max(seen for _word, seen in found)
    questions = {"absent": "xyzzyquux"}
    for name, share in SHARES.items():
        questions[name] = min(found, key=lambda one: abs(one[1] / sampled - share))[0]
    common = questions["every second story"]
    questions |= {
        "two common": f"{common} {questions['5 %']}",
        "common and rare": f"{common} {questions['0.1 %']}",
        "a phrase": f'"{common} {questions["5 %"]}"',
        "stop words, a phrase": '"in der"',
    }
    print(f"{many} stories")
    print(f"{'question':<24}{'hits':>6}{'newest':>10}{'best':>10}{'clock':>10}")
    for name, question in questions.items():
        (hits, newest, waited), (_hits, best, _waited) = (
            cost(question, one) for one in (False, True)
        )
        print(f"{name:<24}{hits:>6}{newest:>10.2f}{best:>10.2f}{waited:>10.2f}")


def cost(question: str, best: bool) -> tuple[int, float, float]:
    """(hits, processor time, waiting time), both in milliseconds a search."""
    from articles.reader.finding import Wish, find
    from articles.text.asking import understand

    from .inside import backend_time

    wish = Wish(understand(question), best=best)
    hits = find(wish, 21).total
    used, waited = [], []
    for _round in range(ROUNDS):
        cpu, clock = backend_time(), time.perf_counter()
        for _call in range(CALLS):
            find(wish, 21)
        waited.append((time.perf_counter() - clock) / CALLS * 1e3)
        used.append((backend_time() - cpu) / CALLS * 1e3)
    return hits, statistics.median(used), statistics.median(waited)
