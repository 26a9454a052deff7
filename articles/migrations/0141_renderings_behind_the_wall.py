"""Whether readers have a rendering is said in its own row; links and pictures ask there, too.

One table at a time: whoever reads two of them would otherwise wait for us, and we for him.
"""

from django.db import migrations

# What `newsroom_clock()` is for everybody but the preview, and what readers' policies ask since:
# see `articles.reader.wall.clocks`. It is put in its place when a statement is planned.
SERVER = """
CREATE FUNCTION newsroom_server_clock() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT statement_timestamp()';
COMMENT ON FUNCTION newsroom_server_clock() IS 'The moment by which readers'' policies judge.';
"""
NO_SERVER = """
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT schemaname, tablename, qual FROM pg_policies
        WHERE policyname = 'reader_sees' AND strpos(qual, 'newsroom_server_clock()') > 0
    LOOP
        EXECUTE format('DROP POLICY IF EXISTS preview_sees ON %I.%I', one.schemaname, one.tablename);
        EXECUTE format(
            'ALTER POLICY reader_sees ON %I.%I TO newsroom_reader, newsroom_preview USING (%s)',
            one.schemaname, one.tablename,
            replace(one.qual, 'newsroom_server_clock()', 'newsroom_clock()'));
    END LOOP;
END $$;
DROP FUNCTION newsroom_server_clock();
"""
NEWER = """NOT EXISTS (SELECT FROM {of} newer
    WHERE newer.story_id = {table}.story_id AND newer.number > {table}.number)"""
OF_LINKS = """
    live_from <= newsroom_clock()
    AND EXISTS (SELECT FROM articles_story f WHERE f.id = articles_link.story_id)
    AND EXISTS (SELECT FROM articles_story t WHERE t.id = articles_link.to_id) AND
"""
#: Table: what lets a reader see a row, now and before.
READER_SEES = {
    "articles_rendering": (
        "live_from <= newsroom_clock() AND NOT withdrawn",
        "EXISTS (SELECT FROM articles_edition e WHERE e.id = edition_id)",
    ),
    "articles_pictureuse": tuple(
        "live_from <= newsroom_clock() AND NOT withdrawn AND "
        + NEWER.format(of=of, table="articles_pictureuse")
        for of in ("articles_rendering", "articles_edition")
    ),
    "articles_link": tuple(
        OF_LINKS + NEWER.format(of=of, table="articles_link")
        for of in ("articles_rendering", "articles_edition")
    ),
}
# As of everything that hangs on a story: see migration 0050.
PREVIEW = """
CREATE POLICY preview_saw ON articles_rendering FOR SELECT TO newsroom_preview
    USING (live_from <= newsroom_clock() AND withdrawn);
CREATE POLICY preview_missed ON articles_rendering AS RESTRICTIVE FOR SELECT TO newsroom_preview
    USING (NOT EXISTS (
        SELECT FROM articles_absence a WHERE a.story_id = articles_rendering.story_id));
"""
NO_PREVIEW = """
DROP POLICY preview_saw ON articles_rendering;
DROP POLICY preview_missed ON articles_rendering;
"""


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("articles", "0140_renderings_filled_in")]
    operations = [
        migrations.RunSQL(PREVIEW, NO_PREVIEW),
        *(
            migrations.RunSQL(
                f"ALTER POLICY reader_sees ON {table} USING ({now})",
                f"ALTER POLICY reader_sees ON {table} USING ({before})",
            )
            for table, (now, before) in READER_SEES.items()
        ),
        migrations.RunSQL(SERVER, NO_SERVER),
    ]
