"""A story that very many others lead to is asked for no more of them than its page names."""

import re

import pytest
from django.db import connection

from articles.drafts import saving, workflow
from articles.drafts.linking import link
from articles.press.publish import publish
from articles.reader.models import Link, Rendering
from articles.reader.page import at, page_of
from articles.reader.seen import Seen
from articles.reader.ties import MOST, of_page, touching
from tests.cast import approved, draft

pytestmark = pytest.mark.django_db

MANY = 3_000
FILL = f"""
ALTER TABLE articles_link DISABLE TRIGGER USER;
INSERT INTO articles_link (edition_id, story_id, number, live_from, key, kind, "order",
    to_uid, to_id, thread)
SELECT edition_id, story_id, number, live_from, lpad(n::text, 8, '0'), 'background', 1,
    to_uid, to_id, NULL FROM articles_link, generate_series(1, {MANY}) n;
INSERT INTO articles_link (edition_id, story_id, number, live_from, key, kind, "order", thread)
SELECT edition_id, story_id, number, live_from, 't' || lpad(n::text, 7, '0'), 'previous', 1, n
    FROM (SELECT * FROM articles_link LIMIT 1) AS one, generate_series(1, {MANY}) n;
ALTER TABLE articles_link ENABLE TRIGGER USER;
ANALYZE articles_link;
"""


@pytest.fixture
def hub(as_owner, reporter, chief):
    """A story that is in no running one, as others are, and that thousands lead to."""
    there = publish(approved(reporter, chief, headline="Dort"), by=chief).story
    article = draft(reporter, headline="Hier")
    saving.claim(article, by=reporter)
    link(article, "background", to=type(article).objects.get(uid=there.uid))
    saving.record(article, by=reporter)
    workflow.submit(article, by=reporter)
    workflow.approve(article, by=chief)
    publish(article, by=chief)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(FILL)
    return there


def test_no_more_links_are_read_than_are_named(hub, as_reader):
    with as_reader():
        assert len(of_page(page_of(Seen("site"), hub.path))) == MOST
        assert "threads_to_story" in plan_of(at(hub.path))
        for thread in (None, 5):
            plan_of(touching(Link.objects.all(), Rendering.objects.all(), hub.pk, thread))


def plan_of(rows) -> str:
    """How PostgreSQL finds them, which may not be by reading many more rows than a page names."""
    sql, given = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {sql}", given)
        plan = "\n".join(line for (line,) in cursor.fetchall())
    read = [int(rows) for rows in re.findall(r"Rows Removed by Filter: (\d+)", plan)]
    read += [int(float(rows)) for rows in re.findall(r"actual rows=([\d.]+)", plan)]
    # A sort may look a few rows ahead; what must not be read are the thousands.
    assert max(read) <= 2 * MOST, plan
    return plan
