"""Search: one function that readers may call, with what they may see written into it.

`@@` and `%` are not leakproof: under row-level security no index would serve them. So the owner's
function asks, and says itself what is live. Words arrive folded (see `articles.text.folding`) and
are never parsed as an expression.
"""

from django.db import migrations

# A schema of its own: the extension's functions are open to everybody, and readers' are few.
TRIGRAMS = """
CREATE SCHEMA IF NOT EXISTS newsroom_trigrams;
CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA newsroom_trigrams;
SELECT set_config('search_path', 'public, newsroom_trigrams', true);
CREATE INDEX words_alike ON articles_word USING gin (key gin_trgm_ops);
SELECT set_config('search_path', 'public', true);
"""
NO_TRIGRAMS = """
DROP INDEX words_alike;
DROP EXTENSION IF EXISTS pg_trgm;
DROP SCHEMA newsroom_trigrams;
"""

# Vectors lie out of line, so that hits are counted and ranked on thin rows.
THIN = """
ALTER TABLE articles_concordance SET (toast_tuple_target = 128);
ALTER TABLE articles_concordance ALTER COLUMN head SET STORAGE MAIN;
"""
NOT_THIN = """
ALTER TABLE articles_concordance ALTER COLUMN head SET STORAGE EXTENDED;
ALTER TABLE articles_concordance RESET (toast_tuple_target);
"""

VECTORS = """
CREATE FUNCTION newsroom_words(tongue regconfig, stems text, literal text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE SET client_min_messages = warning AS $$
BEGIN
    RETURN to_tsvector(tongue, stems) || to_tsvector('simple', literal);
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN to_tsvector('simple', left(literal, 50000));
END $$;

CREATE FUNCTION newsroom_release_words(gone bigint, kept text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    lost text;
    other bigint;
BEGIN
    FOR lost IN SELECT key FROM articles_word WHERE edition_id = gone AND key <> ALL (kept)
        ORDER BY key LOOP
        SELECT max(edition_id) INTO other FROM articles_concordance
            WHERE words @@ quote_literal(lost)::tsquery AND edition_id <> gone;
        IF other IS NULL THEN
            DELETE FROM articles_word WHERE key = lost;
        ELSE
            UPDATE articles_word SET edition_id = other WHERE key = lost;
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION newsroom_release_words(bigint, text[]) IS
    'Words of an edition, less those kept, pass to another that has them, or go.';

CREATE FUNCTION newsroom_words_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_concordance WHERE edition_id = OLD.id;
    PERFORM newsroom_release_words(OLD.id, '{}');
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_words_of_edition BEFORE DELETE ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION newsroom_words_of_edition();
"""
NO_VECTORS = """
DROP TRIGGER newsroom_words_of_edition ON articles_edition;
DROP FUNCTION newsroom_words_of_edition();
DROP FUNCTION newsroom_release_words(bigint, text[]);
DROP FUNCTION newsroom_words(regconfig, text, text);
"""

# What was asked for: {"all": [group, …], "none": [unit, …]}; a group is a list of units, of which
# any will do; a unit is [German, English, literal, is it a single word]. A word that says nothing
# in one of the languages need not be found, unless all are of that kind.
ASKED = """
CREATE FUNCTION newsroom_unit(unit jsonb) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$
    SELECT phraseto_tsquery('german', unit ->> 0) || phraseto_tsquery('english', unit ->> 1)
        || phraseto_tsquery('simple', unit ->> 2)
$$;

CREATE FUNCTION newsroom_compounds(part text) RETURNS tsquery LANGUAGE sql STABLE AS $$
    SELECT coalesce(string_agg(quote_literal(key), '|'), '')::tsquery FROM (
        SELECT key FROM articles_word WHERE key LIKE '%' || part || '%' AND length(part) >= 5
        ORDER BY length(key), key LIMIT 24) AS found
$$;

CREATE FUNCTION newsroom_asked(asked jsonb, wide boolean) RETURNS tsquery
LANGUAGE plpgsql STABLE AS $$
DECLARE
    members jsonb;
    unit jsonb;
    any_of tsquery;
    dull boolean;
    needed tsquery := '';
    whole tsquery := '';
BEGIN
    FOR members IN SELECT * FROM jsonb_array_elements(asked -> 'all') LOOP
        any_of := '';
        dull := false;
        FOR unit IN SELECT * FROM jsonb_array_elements(members) LOOP
            any_of := any_of || newsroom_unit(unit);
            IF (unit ->> 3)::boolean THEN
                dull := dull OR numnode(phraseto_tsquery('german', unit ->> 0)) = 0
                    OR numnode(phraseto_tsquery('english', unit ->> 1)) = 0;
                IF wide THEN
                    any_of := any_of || newsroom_compounds(unit ->> 2);
                END IF;
            END IF;
        END LOOP;
        whole := whole && any_of;
        IF NOT dull THEN
            needed := needed && any_of;
        END IF;
    END LOOP;
    IF numnode(needed) = 0 THEN
        needed := whole;
    END IF;
    FOR unit IN SELECT * FROM jsonb_array_elements(asked -> 'none') LOOP
        needed := needed && !!newsroom_unit(unit);
    END LOOP;
    RETURN needed;
END $$;

CREATE FUNCTION newsroom_months(newest timestamptz, months int) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    y int := extract(year FROM newest AT TIME ZONE 'UTC');
    m int := extract(month FROM newest AT TIME ZONE 'UTC');
    parts text := '';
BEGIN
    WHILE months > 0 LOOP
        IF m = 12 AND months >= 12 THEN
            parts := parts || '|''~' || y || '''';
            y := y - 1;
            months := months - 12;
        ELSE
            parts := parts || '|''~' || y || '-' || lpad(m::text, 2, '0') || '''';
            months := months - 1;
            m := m - 1;
            IF m = 0 THEN
                m := 12;
                y := y - 1;
            END IF;
        END IF;
    END LOOP;
    RETURN substr(parts, 2)::tsquery;
END $$;
COMMENT ON FUNCTION newsroom_months(timestamptz, int) IS
    'The marks of the newest months, in UTC; whole years as one.';
"""
NO_ASKED = """
DROP FUNCTION newsroom_months(timestamptz, int);
DROP FUNCTION newsroom_asked(jsonb, boolean);
DROP FUNCTION newsroom_compounds(text);
DROP FUNCTION newsroom_unit(jsonb);
"""

#: $1 words, $2 now, $3 and $4 the place after which to go on, $5 not older than, $6 how many.
INNER = """
SELECT c.edition_id, c.story_id, c.published, c.head FROM articles_concordance c
WHERE c.words @@ $1 AND c.live_from <= $2 AND NOT c.withdrawn
    AND NOT EXISTS (SELECT FROM articles_concordance l
        WHERE l.story_id = c.story_id AND l.number > c.number AND l.live_from <= $2)
    AND (c.published, c.story_id) < ($3, $4) AND c.published >= $5
ORDER BY c.published DESC, c.story_id DESC LIMIT $6
"""

# A common word must not cost the whole archive: first the months that hold some thousand stories
# are looked at, then as many as the density just seen asks for.
SEARCH = f"""
CREATE FUNCTION newsroom_hits(
    query tsquery, since timestamptz, before timestamptz, key bigint, many int
) RETURNS bigint[] LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $$
DECLARE
    first_look CONSTANT int := 4000;
    moment timestamptz := newsroom_clock();
    newest timestamptz := least(before, moment);
    all_months int;
    months int;
    found bigint[];
    hits int;
    narrowed tsquery;
BEGIN
    SELECT greatest(1, 2 + (newest::date - greatest(min(live_from), since)::date) / 28)
        INTO all_months FROM articles_story;
    SELECT ceil(first_look * all_months / greatest(reltuples, 1)) INTO months
        FROM pg_class WHERE oid = 'articles_concordance'::regclass;
    LOOP
        narrowed := CASE WHEN months < all_months
            THEN query && newsroom_months(newest, months) ELSE query END;
        EXECUTE $inner$ SELECT array_agg(edition_id), count(*) FROM ({INNER}) AS hits $inner$
            INTO found, hits USING narrowed, moment, before, key, since, many;
        EXIT WHEN hits >= many OR months >= all_months;
        months := CASE WHEN hits = 0 THEN all_months
            ELSE months * ceil(1.5 * many / hits) END;
    END LOOP;
    RETURN coalesce(found, '{{}}');
END $$;

CREATE FUNCTION newsroom_search(
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
    filters tsquery := '';
    key bigint := CASE WHEN best THEN 0 ELSE last END;
    mark text;
    found bigint[];
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
            query := newsroom_asked(asked, true);
            found := newsroom_hits(query && filters, since, before, key, enough);
        END IF;
    END IF;
    RETURN QUERY SELECT * FROM (
        SELECT c.edition_id, c.story_id, c.published, CASE WHEN best THEN
                (1000000 * (ln(0.1 + ts_rank(c.head, query))
                    + extract(epoch FROM c.published) / 63072000))::bigint
                ELSE 0 END AS ranked,
            cardinality(found), wide
        FROM articles_concordance c WHERE c.edition_id = ANY (found)) AS hits
    WHERE newsroom_search.score IS NULL
        OR (hits.ranked, hits.story_id) < (newsroom_search.score, newsroom_search.last)
    -- By the same two columns by which a page goes on; ranks of stories a minute apart may be equal.
    ORDER BY hits.ranked DESC, CASE WHEN NOT best THEN hits.published END DESC, hits.story_id DESC
    LIMIT wanted;
END $$;
"""
NO_SEARCH = """
DROP FUNCTION newsroom_search(
    jsonb, text[], boolean, boolean, timestamptz, timestamptz, bigint, bigint, int);
DROP FUNCTION newsroom_hits(tsquery, timestamptz, timestamptz, bigint, int);
"""

# A word is meant only if a story that readers have is found by it. All that are alike are gone
# through, so that words which are not live crowd out no other.
MEANT = """
CREATE FUNCTION newsroom_is_found(word text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN cardinality(newsroom_hits(
        quote_literal(word)::tsquery, '-infinity', 'infinity', 0, 1)) > 0;
END $$;

CREATE FUNCTION newsroom_did_you_mean(asked jsonb) RETURNS TABLE (word text, meant text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, newsroom_trigrams, pg_temp SET client_min_messages = warning AS $$
DECLARE
    other record;
BEGIN
    FOR word IN SELECT jsonb_object_keys(asked) LIMIT 6 LOOP
        CONTINUE WHEN newsroom_is_found(word);
        FOR other IN
            SELECT w.key, w.spelling FROM articles_word w
            WHERE w.key = ANY (ARRAY(SELECT jsonb_array_elements_text(asked -> word)))
                OR w.key % word
            ORDER BY w.key = ANY (ARRAY(SELECT jsonb_array_elements_text(asked -> word))) DESC,
                similarity(w.key, word) DESC, w.key
        LOOP
            IF newsroom_is_found(other.key) THEN
                meant := other.spelling;
                RETURN NEXT;
                EXIT;
            END IF;
        END LOOP;
    END LOOP;
END $$;
"""
NO_MEANT = """
DROP FUNCTION newsroom_did_you_mean(jsonb);
DROP FUNCTION newsroom_is_found(text);
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0029_words_for_search")]
    operations = [
        migrations.RunSQL(TRIGRAMS, NO_TRIGRAMS),
        migrations.RunSQL(THIN, NOT_THIN),
        migrations.RunSQL(VECTORS, NO_VECTORS),
        migrations.RunSQL(ASKED, NO_ASKED),
        migrations.RunSQL(SEARCH, NO_SEARCH),
        migrations.RunSQL(MEANT, NO_MEANT),
    ]
