"""Search at a million stories: a common word costs as little as a rare one.

Three things cost a common word most of its time: for each story that has it, a look whether there
is a later edition (now a column of the same row); the marks of the months in one expression with
the words, evaluated for every story that has any of them (now a condition of their own: the index
skips from one to the other); and the words of a thousand hits read anew where twenty are shown.
"""

import importlib

from django.db import migrations

BEFORE = importlib.import_module("articles.migrations.0030_search").SEARCH

#: $1 words, $2 the marks of the months, or the words again, $3 now, $4 and $5 the place after which
#: to go on, $6 not older than, $7 how many.
INNER = """
SELECT c.edition_id, c.story_id, c.published FROM articles_concordance c
WHERE c.words @@ $1 AND c.words @@ $2
    AND c.live_from <= $3 AND (c.until IS NULL OR c.until > $3) AND NOT c.withdrawn
    AND (c.published, c.story_id) < ($4, $5) AND c.published >= $6
ORDER BY c.published DESC, c.story_id DESC LIMIT $7
"""

# The first look is at the months that hold the newest stories, counted in the list's own index, so
# that neither the first of a month nor an archive of uneven years makes it too narrow or too wide.
# Each further look goes back as far as the density just seen asks for, and twice its spread.
HITS = f"""
CREATE OR REPLACE FUNCTION newsroom_hits(
    query tsquery, since timestamptz, before timestamptz, key bigint, many int
) RETURNS bigint[] LANGUAGE plpgsql STABLE SET enable_seqscan = off SET jit = off AS $$
DECLARE
    moment timestamptz := newsroom_clock();
    newest timestamptz := least(before, moment);
    oldest timestamptz;
    edge timestamptz;
    all_months int;
    months int;
    found bigint[];
    hits int;
BEGIN
    SELECT live_from INTO edge FROM articles_story WHERE live_from <= newest
        ORDER BY live_from DESC, id DESC OFFSET 400 + 2 * many LIMIT 1;
    SELECT min(live_from) INTO oldest FROM articles_story;
    IF oldest IS NULL THEN
        RETURN '{{}}';
    END IF;
    all_months := newsroom_months_between(newest, greatest(oldest, since));
    months := CASE WHEN edge IS NULL THEN all_months
        ELSE newsroom_months_between(newest, edge) END;
    LOOP
        EXECUTE $inner$ SELECT array_agg(edition_id), count(*) FROM ({INNER}) AS hits $inner$
            INTO found, hits
            USING query, CASE WHEN months < all_months
                THEN newsroom_months(newest, months) ELSE query END,
                moment, before, key, since, many;
        EXIT WHEN hits >= many OR months >= all_months;
        months := CASE WHEN hits = 0 THEN all_months
            ELSE least(all_months, ceil(months * (1 + 2 / sqrt(hits)) * many / hits)) END;
    END LOOP;
    RETURN coalesce(found, '{{}}');
END $$;
"""

MONTHS = """
CREATE FUNCTION newsroom_months_between(newest timestamptz, oldest timestamptz) RETURNS int
LANGUAGE sql IMMUTABLE AS $$
    SELECT greatest(1, 1 + (12 * (extract(year FROM newest AT TIME ZONE 'UTC')
            - extract(year FROM oldest AT TIME ZONE 'UTC'))
        + extract(month FROM newest AT TIME ZONE 'UTC')
        - extract(month FROM oldest AT TIME ZONE 'UTC'))::int)
$$;
"""

SEARCH = """
CREATE OR REPLACE FUNCTION newsroom_search(
    asked jsonb, marks text[], best boolean, wide boolean, since timestamptz,
    before timestamptz, last bigint, score bigint, wanted int
) RETURNS TABLE (
    edition bigint, story bigint, published timestamptz, rank bigint, total int, widened boolean
) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, newsroom_trigrams, pg_temp SET client_min_messages = warning AS $$
#variable_conflict use_column
DECLARE
    enough CONSTANT int := 1001;
    query tsquery;
    wider tsquery;
    filters tsquery := '';
    key bigint := CASE WHEN best THEN 0 ELSE last END;
    mark text;
    found bigint[];
    many int;
BEGIN
    FOREACH mark IN ARRAY marks LOOP
        filters := filters && quote_literal(mark)::tsquery;
    END LOOP;
    query := newsroom_asked(asked, coalesce(wide, false));
    IF numnode(query) = 0 THEN
        RETURN;
    END IF;
    found := newsroom_hits(query && filters, since, before, key, enough);
    IF wide IS NULL THEN
        wide := cardinality(found) < wanted;
        IF wide THEN
            wider := newsroom_asked(asked, true);
            -- Without compounds to add, the answer is known.
            IF wider <> query THEN
                query := wider;
                found := newsroom_hits(query && filters, since, before, key, enough);
            END IF;
        END IF;
    END IF;
    many := cardinality(found);
    -- By time they stand in their order already: of those that are not shown, nothing is read.
    IF NOT best THEN
        found := found[1:wanted];
    END IF;
    RETURN QUERY SELECT * FROM (
        SELECT c.edition_id, c.story_id, c.published, CASE WHEN best THEN
                (1000000 * (ln(0.1 + ts_rank(c.head, query))
                    + date_part('epoch', c.published) / 63072000))::bigint
                ELSE 0 END AS ranked,
            many, wide
        FROM articles_concordance c WHERE c.edition_id = ANY (found)) AS hits
    WHERE newsroom_search.score IS NULL
        OR (hits.ranked, hits.story_id) < (newsroom_search.score, newsroom_search.last)
    -- By the same two columns by which a page goes on; ranks of stories a minute apart may be equal.
    ORDER BY hits.ranked DESC, CASE WHEN NOT best THEN hits.published END DESC, hits.story_id DESC
    LIMIT wanted;
END $$;
"""

NO_SEARCH = (
    BEFORE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    + """
ALTER FUNCTION newsroom_hits(tsquery, timestamptz, timestamptz, bigint, int) RESET jit;
DROP FUNCTION newsroom_months_between(timestamptz, timestamptz);
"""
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0119_when_words_of_editions_end")]
    operations = [migrations.RunSQL(MONTHS + HITS + SEARCH, NO_SEARCH)]
