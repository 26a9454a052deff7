"""Which entries readers see, that they are final, and what of them goes by order of a court."""

from django.db import migrations

LIVE = "live_from <= newsroom_clock()"
READER_SEES = {
    "articles_entry": (
        f"{LIVE} AND NOT recalled AND EXISTS (SELECT FROM articles_story s WHERE s.id = story_id)"
    ),
    "articles_entryedition": (
        f"{LIVE} AND EXISTS (SELECT FROM articles_entry e WHERE e.id = entry_id)"
    ),
}
POLICIES = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
    f"CREATE POLICY reader_sees ON {table} FOR SELECT TO newsroom_reader USING ({rule});"
    f"CREATE POLICY editor_all ON {table} TO newsroom_editor USING (true);"
    for table, rule in READER_SEES.items()
)
NO_POLICIES = "".join(
    f"DROP POLICY reader_sees ON {table};"
    f"DROP POLICY editor_all ON {table};"
    f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    for table in READER_SEES
)

# The grant is the wall; the trigger is the belt for the owner.
FINAL = """
CREATE FUNCTION newsroom_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('newsroom.purging', true) = 'on' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND current_setting('newsroom.redacting', true) = 'on' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'An entry is final: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER newsroom_entry_is_final BEFORE UPDATE OR DELETE ON articles_entryedition
    FOR EACH ROW EXECUTE FUNCTION newsroom_entry_is_final();
"""
NOT_FINAL = """
DROP TRIGGER newsroom_entry_is_final ON articles_entryedition;
DROP FUNCTION newsroom_entry_is_final();
"""

# An edition that is not live yet may be deleted by an editor, and with it its story: without
# entries there is then nothing to delete here, and no right is asked for.
PURGED = """
CREATE FUNCTION newsroom_entries_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_entry WHERE story_id = OLD.id) THEN
        DELETE FROM articles_entryedition e USING articles_entry one
            WHERE e.entry_id = one.id AND one.story_id = OLD.id;
        DELETE FROM articles_entry WHERE story_id = OLD.id;
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_entries_purged BEFORE DELETE ON articles_story
    FOR EACH ROW EXECUTE FUNCTION newsroom_entries_purged();
CREATE FUNCTION newsroom_unsent_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_unsent WHERE article_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_unsent_purged BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_unsent_purged();
"""
NOT_PURGED = """
DROP TRIGGER newsroom_entries_purged ON articles_story;
DROP FUNCTION newsroom_entries_purged();
DROP TRIGGER newsroom_unsent_purged ON articles_article;
DROP FUNCTION newsroom_unsent_purged();
"""

# It asks for the line that newsroom_redact has just written: no entry is redacted unlogged.
REDACTED = """
CREATE FUNCTION newsroom_redact_entries(asked uuid, passages text[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    marker text := (SELECT CASE WHEN language LIKE 'de%' THEN '[entfernt]' ELSE '[removed]' END
        FROM articles_story WHERE uid = asked);
BEGIN
    IF NOT EXISTS (
        SELECT FROM articles_decision WHERE uid = asked AND verb = 'redact' AND at >= now()
    ) THEN
        RAISE EXCEPTION 'A redaction is logged first.' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM set_config('newsroom.redacting', 'on', true);
    UPDATE articles_entryedition e SET
        headline = left(newsroom_redact_text(e.headline, passages, marker), 200),
        body = newsroom_redact_html(e.body, passages, marker),
        note = newsroom_redact_text(e.note, passages, marker),
        digest = ''
    FROM articles_entry one JOIN articles_story s ON s.id = one.story_id
        WHERE e.entry_id = one.id AND s.uid = asked;
    PERFORM set_config('newsroom.redacting', 'off', true);
END $$;
CREATE FUNCTION newsroom_recount_entry(asked bigint, counted text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('newsroom.redacting', 'on', true);
    UPDATE articles_entryedition SET digest = counted WHERE id = asked AND digest = '';
    PERFORM set_config('newsroom.redacting', 'off', true);
END $$;
COMMENT ON FUNCTION newsroom_recount_entry(bigint, text) IS
    'The digest of an entry that newsroom_redact_entries has just emptied; of no other.';
"""
NOT_REDACTED = """
DROP FUNCTION newsroom_recount_entry(bigint, text);
DROP FUNCTION newsroom_redact_entries(uuid, text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0055_tickers")]
    operations = [
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(FINAL, NOT_FINAL),
        migrations.RunSQL(PURGED, NOT_PURGED),
        migrations.RunSQL(REDACTED, NOT_REDACTED),
    ]
