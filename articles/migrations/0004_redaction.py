"""Redaction: words taken out of final editions by order, by a function that logs itself."""

from django.db import migrations

FINAL = """
CREATE OR REPLACE FUNCTION newsroom_edition_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND (
        OLD.live_from > newsroom_clock() OR current_setting('newsroom.purging', true) = 'on'
    ) THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND current_setting('newsroom.redacting', true) = 'on' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'An edition is final: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
"""
FINAL_AS_BEFORE = FINAL.replace(
    """    IF TG_OP = 'UPDATE' AND current_setting('newsroom.redacting', true) = 'on' THEN
        RETURN NEW;
    END IF;
""",
    "",
)

# A passage may run across marks: the marker takes the place of its words, its tags stay.
# In tags only the address of a link is looked at; names of elements and keys of blocks are not.
REDACT = r"""
CREATE FUNCTION newsroom_redact_text(t text, passages text[], marker text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    passage text;
BEGIN
    FOREACH passage IN ARRAY passages LOOP
        t := replace(t, passage, marker);
    END LOOP;
    RETURN t;
END $$;

CREATE FUNCTION newsroom_redact_html(html text, passages text[], marker text) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    passage text;
    token text;
    done text := '';
BEGIN
    FOREACH passage IN ARRAY passages LOOP
        IF position('<' IN passage) > 0 THEN
            html := replace(html, passage,
                marker || regexp_replace(passage, '[^<>]*(<[^<>]*>)?', '\1', 'g'));
        END IF;
    END LOOP;
    FOR token IN SELECT m[1] FROM regexp_matches(html, '(<[^<>]*>|[^<]+)', 'g') AS m LOOP
        IF left(token, 1) <> '<' THEN
            token := newsroom_redact_text(token, passages, marker);
        ELSIF left(token, 3) = '<a ' AND substring(token FROM 'href="([^"]*)"') IS DISTINCT FROM
            newsroom_redact_text(substring(token FROM 'href="([^"]*)"'), passages, marker)
        THEN
            token := regexp_replace(token, 'href="[^"]*"', 'href="/"');
        END IF;
        done := done || token;
    END LOOP;
    RETURN done;
END $$;

CREATE FUNCTION newsroom_redact_names(list jsonb, passages text[], marker text) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(jsonb_agg((
        SELECT jsonb_object_agg(key, CASE
            WHEN jsonb_typeof(value) <> 'string' OR key IN ('relation', 'retrieved') THEN value
            WHEN key IN ('url', 'home', 'slug') THEN
                CASE WHEN newsroom_redact_text(value #>> '{}', passages, '') = value #>> '{}'
                    THEN value ELSE '""' END
            ELSE to_jsonb(newsroom_redact_text(value #>> '{}', passages, marker))
        END) FROM jsonb_each(one)
    ) ORDER BY place), '[]')
    FROM jsonb_array_elements(list) WITH ORDINALITY AS t(one, place)
$$;

CREATE FUNCTION newsroom_redact(asked uuid, who bigint, passages text[], reason text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF coalesce(trim(reason), '') = '' THEN
        RAISE EXCEPTION 'A redaction needs a reason.' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (SELECT FROM unnest(passages) AS p WHERE length(trim(p)) < 3) THEN
        RAISE EXCEPTION 'Too short to be redacted.' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM set_config('newsroom.redacting', 'on', true);
    UPDATE articles_edition e SET
        kicker = left(newsroom_redact_text(kicker, passages, marker), 80),
        headline = left(newsroom_redact_text(headline, passages, marker), 200),
        short_headline = left(newsroom_redact_text(short_headline, passages, marker), 120),
        standfirst = newsroom_redact_text(standfirst, passages, marker),
        body = newsroom_redact_html(body, passages, marker),
        place = left(newsroom_redact_text(place, passages, marker), 80),
        search_title = left(newsroom_redact_text(search_title, passages, marker), 120),
        search_description = left(newsroom_redact_text(search_description, passages, marker), 300),
        note = newsroom_redact_text(note, passages, marker),
        bylines = newsroom_redact_names(bylines, passages, marker),
        credits = newsroom_redact_names(credits, passages, marker),
        digest = ''
    FROM (
        SELECT ed.id, CASE WHEN ed.language LIKE 'de%' THEN '[entfernt]' ELSE '[removed]' END
            AS marker
        FROM articles_edition ed JOIN articles_story s ON s.id = ed.story_id WHERE s.uid = asked
    ) AS m WHERE m.id = e.id;
    PERFORM set_config('newsroom.redacting', 'off', true);
    UPDATE articles_gone g SET reason = newsroom_redact_text(
            g.reason, passages,
            CASE WHEN s.language LIKE 'de%' THEN '[entfernt]' ELSE '[removed]' END)
        FROM articles_story s WHERE s.id = g.story_id AND s.uid = asked;
    INSERT INTO articles_decision (article_id, uid, verb, by_id, why, digest, details)
        SELECT (SELECT id FROM articles_article WHERE uid = asked), asked, 'redact', who, reason,
            '', '{}';
END $$;

CREATE FUNCTION newsroom_recount(asked bigint, counted text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('newsroom.redacting', 'on', true);
    UPDATE articles_edition SET digest = counted WHERE id = asked AND digest = '';
    PERFORM set_config('newsroom.redacting', 'off', true);
END $$;
COMMENT ON FUNCTION newsroom_recount(bigint, text) IS
    'The digest of an edition that newsroom_redact has just emptied; of no other.';
"""
NO_REDACT = """
DROP FUNCTION newsroom_recount(bigint, text);
DROP FUNCTION newsroom_redact(uuid, bigint, text[], text);
DROP FUNCTION newsroom_redact_names(jsonb, text[], text);
DROP FUNCTION newsroom_redact_html(text, text[], text);
DROP FUNCTION newsroom_redact_text(text, text[], text);
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_topics_and_corrections")]
    operations = [
        migrations.RunSQL(FINAL, FINAL_AS_BEFORE),
        migrations.RunSQL(REDACT, NO_REDACT),
    ]
