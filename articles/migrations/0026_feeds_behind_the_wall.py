"""Who sees a tombstone, when a scope last moved, and what goes with a purge."""

from django.db import migrations

SEEN = """
ALTER TABLE articles_tombstone ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader_sees ON articles_tombstone FOR SELECT TO newsroom_reader
    USING (at <= newsroom_clock());
CREATE POLICY editor_all ON articles_tombstone TO newsroom_editor USING (true);
"""
NOT_SEEN = """
DROP POLICY reader_sees ON articles_tombstone;
DROP POLICY editor_all ON articles_tombstone;
ALTER TABLE articles_tombstone DISABLE ROW LEVEL SECURITY;
"""

MOVED = """
CREATE FUNCTION newsroom_moved(asked text) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT greatest(
        (SELECT moved_at FROM articles_beat WHERE scope = asked),
        (SELECT max(at) FROM articles_tide WHERE scope = asked AND at <= newsroom_clock())
    )
$$;
CREATE OR REPLACE FUNCTION newsroom_catalog_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_beat (scope, beat, moved_at) VALUES ('catalog', 1, newsroom_clock())
        ON CONFLICT (scope) DO UPDATE SET beat = articles_beat.beat + 1, moved_at = newsroom_clock();
    RETURN NULL;
END $$;
"""
NOT_MOVED = """
CREATE OR REPLACE FUNCTION newsroom_catalog_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_beat (scope, beat) VALUES ('catalog', 1)
        ON CONFLICT (scope) DO UPDATE SET beat = articles_beat.beat + 1;
    RETURN NULL;
END $$;
DROP FUNCTION newsroom_moved(text);
"""

# A trigger of its own: whatever deletes a Gone, a purge among them, takes its tombstones along.
PURGED = """
CREATE FUNCTION newsroom_tombstones_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_tombstone WHERE gone_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_tombstones_purged BEFORE DELETE ON articles_gone
    FOR EACH ROW EXECUTE FUNCTION newsroom_tombstones_purged();
"""
NOT_PURGED = """
DROP TRIGGER newsroom_tombstones_purged ON articles_gone;
DROP FUNCTION newsroom_tombstones_purged();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0025_feeds")]
    operations = [
        migrations.RunSQL(SEEN, NOT_SEEN),
        migrations.RunSQL(MOVED, NOT_MOVED),
        migrations.RunSQL(PURGED, NOT_PURGED),
    ]
