"""Which articles share words with another one: a look into the index for each word."""

from django.db import migrations

# The planner takes a walk through the table for cheap, since the vectors are not in it; unpacking
# every one of them is what costs. So it is told to look each word up.
SHARED = """
CREATE FUNCTION newsroom_articles_sharing(
    words text[], weights float8[], apart bigint[], most int,
    OUT article bigint, OUT shared text[]
) RETURNS SETOF record LANGUAGE sql STABLE
SET enable_seqscan = off SET jit = off AS $$
    SELECT having_it.article_id, array_agg(asked.word)
        FROM unnest(words, weights) AS asked (word, weight)
        CROSS JOIN LATERAL (
            SELECT article_id FROM articles_vocabulary
                WHERE vector @@ quote_literal(asked.word)::tsquery
        ) AS having_it
        WHERE having_it.article_id <> ALL(apart)
        GROUP BY having_it.article_id
        ORDER BY sum(asked.weight) DESC, having_it.article_id DESC LIMIT most
$$;
"""
NOT_SHARED = "DROP FUNCTION newsroom_articles_sharing(text[], float8[], bigint[], int);"


class Migration(migrations.Migration):
    dependencies = [("articles", "0034_words_looked_up")]
    operations = [migrations.RunSQL(SHARED, NOT_SHARED)]
