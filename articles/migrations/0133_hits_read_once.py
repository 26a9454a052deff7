"""A hit is read once: ranked where it is found, and no month is looked through twice.

Until now the newest thousand were found by their keys, and read anew to be ranked; and each further
look began at the newest month again, with as many months more as chance might ask for. Now a look
begins where the last one ended. If it falls short, the next is small.
"""

import importlib

from django.db import migrations

BEFORE = importlib.import_module("articles.migrations.0120_search_at_scale")

#: $1 words, $2 the marks of the months, or the words again, $3 now, $4 and $5 the place after which
#: to go on, $6 not older than, $7 how many, $8 what to rank by, if at all.
INNER = """
SELECT c.edition_id, c.story_id, c.published, ts_rank(c.head, $8) AS score
FROM articles_concordance c
WHERE c.words @@ $1 AND c.words @@ $2
    AND c.live_from <= $3 AND (c.until IS NULL OR c.until > $3) AND NOT c.withdrawn
    AND (c.published, c.story_id) < ($4, $5) AND c.published >= $6
ORDER BY c.published DESC, c.story_id DESC LIMIT $7
"""

# The first look is at the months that hold the newest stories, counted in the list's own index, so
# that neither the first of a month nor an archive of uneven years makes it too narrow or too wide.
# Each further look goes back as far as the density seen so far asks for, and once its spread.
HITS = f"""
DROP FUNCTION newsroom_hits(tsquery, timestamptz, timestamptz, bigint, int);
CREATE FUNCTION newsroom_month(newest timestamptz, ago int) RETURNS timestamptz
LANGUAGE sql IMMUTABLE AS $$
    SELECT (date_trunc('month', newest AT TIME ZONE 'UTC') - make_interval(months => ago))
        AT TIME ZONE 'UTC'
$$;
COMMENT ON FUNCTION newsroom_month(timestamptz, int) IS 'When a month began, in UTC.';

CREATE TYPE newsroom_hit AS (
    edition bigint, story bigint, published timestamptz, score real);
COMMENT ON TYPE newsroom_hit IS 'An edition that was found. No score unless one was asked for.';

CREATE FUNCTION newsroom_hits(
    query tsquery, since timestamptz, before timestamptz, key bigint, many int,
    ranked tsquery DEFAULT NULL
) RETURNS newsroom_hit[] LANGUAGE plpgsql STABLE SET enable_seqscan = off SET jit = off AS $$
DECLARE
    moment timestamptz := newsroom_clock();
    newest timestamptz := least(before, moment);
    oldest timestamptz;
    edge timestamptz;
    all_months int;
    months int;
    seen int := 0;
    part newsroom_hit[];
    found newsroom_hit[] := '{{}}';
    hits int;
BEGIN
    SELECT live_from INTO edge FROM articles_story WHERE live_from <= newest
        ORDER BY live_from DESC, id DESC OFFSET 400 + 2 * many LIMIT 1;
    SELECT min(live_from) INTO oldest FROM articles_story;
    IF oldest IS NULL THEN
        RETURN found;
    END IF;
    all_months := newsroom_months_between(newest, greatest(oldest, since));
    months := CASE WHEN edge IS NULL THEN all_months
        ELSE least(all_months, newsroom_months_between(newest, edge)) END;
    LOOP
        EXECUTE $inner$ SELECT array_agg(
                ROW(edition_id, story_id, published, score)::newsroom_hit) FROM ({INNER}) AS hits $inner$
            INTO part
            USING query, CASE WHEN seen + months < all_months
                THEN newsroom_months(newsroom_month(newest, seen), months)
                ELSE query END,
                moment, before, key, since, many - cardinality(found), ranked;
        found := found || part;
        hits := cardinality(found);
        seen := seen + months;
        EXIT WHEN hits >= many OR seen >= all_months;
        before := newsroom_month(newest, seen - 1);
        key := 0;
        months := CASE WHEN hits = 0 THEN all_months - seen
            ELSE greatest(1, least(all_months - seen, ceil((1 + 1 / sqrt(hits))
                * (many - hits) / hits * date_part('epoch', newest - before) / 2629746))) END;
    END LOOP;
    RETURN found;
END $$;
"""
NO_HITS = (
    """
DROP FUNCTION newsroom_hits(tsquery, timestamptz, timestamptz, bigint, int, tsquery);
DROP FUNCTION newsroom_month(timestamptz, int);
DROP TYPE newsroom_hit;
"""
    + BEFORE.HITS
)

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
    found newsroom_hit[];
    many int;
BEGIN
    FOREACH mark IN ARRAY marks LOOP
        filters := filters && quote_literal(mark)::tsquery;
    END LOOP;
    query := newsroom_asked(asked, coalesce(wide, false));
    IF numnode(query) = 0 THEN
        RETURN;
    END IF;
    found := newsroom_hits(
        query && filters, since, before, key, enough, CASE WHEN best THEN query END);
    IF wide IS NULL THEN
        wide := cardinality(found) < wanted;
        IF wide THEN
            wider := newsroom_asked(asked, true);
            -- Without compounds to add, the answer is known.
            IF wider <> query THEN
                query := wider;
                found := newsroom_hits(
                    query && filters, since, before, key, enough, CASE WHEN best THEN query END);
            END IF;
        END IF;
    END IF;
    many := cardinality(found);
    -- By time they stand in their order already.
    IF NOT best THEN
        found := found[1:wanted];
    END IF;
    RETURN QUERY SELECT * FROM (
        SELECT h.edition, h.story, h.published, CASE WHEN best THEN
                (1000000 * (ln(0.1 + h.score)
                    + date_part('epoch', h.published) / 63072000))::bigint
                ELSE 0 END AS ranked,
            many, wide
        FROM unnest(found) AS h) AS hits
    WHERE newsroom_search.score IS NULL
        OR (hits.ranked, hits.story) < (newsroom_search.score, newsroom_search.last)
    -- By the same two columns by which a page goes on; ranks of stories a minute apart may be equal.
    ORDER BY hits.ranked DESC, CASE WHEN NOT best THEN hits.published END DESC, hits.story DESC
    LIMIT wanted;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0132_threads_of_hubs")]
    operations = [
        migrations.RunSQL(HITS, NO_HITS),
        migrations.RunSQL(SEARCH, BEFORE.SEARCH),
    ]
