"""The clock, the stamps, the policies, finality, and the one way to delete."""

from django.db import migrations

CLOCK = """
CREATE FUNCTION newsroom_clock() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT statement_timestamp()';
COMMENT ON FUNCTION newsroom_clock() IS
    'Now, as all policies see it. statement_timestamp(): now() stands still inside a transaction.';
"""
NO_CLOCK = "DROP FUNCTION newsroom_clock();"

STAMP = """
CREATE FUNCTION newsroom_stamp(asked text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT beat FROM articles_beat WHERE scope = asked), 0)
         + (SELECT count(*) FROM articles_tide WHERE scope = asked AND at <= newsroom_clock())
$$;
INSERT INTO articles_beat (scope, beat) VALUES ('site', 1), ('catalog', 1);
CREATE FUNCTION newsroom_catalog_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_beat (scope, beat) VALUES ('catalog', 1)
        ON CONFLICT (scope) DO UPDATE SET beat = articles_beat.beat + 1;
    RETURN NULL;
END $$;
CREATE TRIGGER newsroom_catalog_moved AFTER INSERT OR UPDATE OR DELETE ON articles_section
    FOR EACH STATEMENT EXECUTE FUNCTION newsroom_catalog_moved();
"""
NO_STAMP = """
DROP TRIGGER newsroom_catalog_moved ON articles_section;
DROP FUNCTION newsroom_catalog_moved();
DROP FUNCTION newsroom_stamp(text);
DELETE FROM articles_beat WHERE scope IN ('site', 'catalog');
"""

# Plain comparisons of a row's own columns where a list is long: only those keep its index in use.
LIVE = "live_from <= newsroom_clock()"
READER_SEES = {
    "articles_story": f"{LIVE} AND NOT withdrawn",
    "articles_edition": f"{LIVE} AND EXISTS (SELECT FROM articles_story s WHERE s.id = story_id)",
    "articles_rendering": "EXISTS (SELECT FROM articles_edition e WHERE e.id = edition_id)",
    "articles_storytag": f"{LIVE} AND NOT withdrawn",
    "articles_storyinsection": f"{LIVE} AND NOT withdrawn",
    "articles_byline": f"{LIVE} AND NOT withdrawn",
    "articles_gone": "at <= newsroom_clock()",
    "articles_redirect": LIVE,
    "articles_beat": "true",
    "articles_tide": "at <= newsroom_clock()",
    "articles_section": "true",
    "articles_person": "EXISTS (SELECT FROM articles_byline b WHERE b.person_id = articles_person.id)",
    "articles_tag": "EXISTS (SELECT FROM articles_storytag t WHERE t.tag_id = articles_tag.id)",
    "articles_source": "false",
}
NOT_YET_LIVE = "live_from > newsroom_clock()"
DELETED_ONLY_BEFORE = ("articles_story", "articles_edition")


def policies() -> str:
    return "\n".join(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"CREATE POLICY reader_sees ON {table} FOR SELECT TO newsroom_reader USING ({rule});"
        + editor_policies(table)
        for table, rule in READER_SEES.items()
    )


def editor_policies(table: str) -> str:
    if table not in DELETED_ONLY_BEFORE:
        return f"CREATE POLICY editor_all ON {table} TO newsroom_editor USING (true);"
    return (
        f"CREATE POLICY editor_sees ON {table} FOR SELECT TO newsroom_editor USING (true);"
        f"CREATE POLICY editor_adds ON {table} FOR INSERT TO newsroom_editor WITH CHECK (true);"
        f"CREATE POLICY editor_changes ON {table} FOR UPDATE TO newsroom_editor USING (true);"
        f"CREATE POLICY editor_deletes ON {table} FOR DELETE TO newsroom_editor"
        f" USING ({NOT_YET_LIVE});"
    )


def no_policies() -> str:
    names = (
        "reader_sees",
        "editor_all",
        "editor_sees",
        "editor_adds",
        "editor_changes",
        "editor_deletes",
    )
    return "\n".join(
        "".join(f"DROP POLICY IF EXISTS {name} ON {table};" for name in names)
        + f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
        for table in READER_SEES
    )


# The grant and the policy are the wall; the trigger is the belt for the owner.
FINAL = """
CREATE FUNCTION newsroom_edition_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND (
        OLD.live_from > newsroom_clock() OR current_setting('newsroom.purging', true) = 'on'
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'An edition is final: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER newsroom_edition_is_final BEFORE UPDATE OR DELETE ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION newsroom_edition_is_final();
"""
NOT_FINAL = """
DROP TRIGGER newsroom_edition_is_final ON articles_edition;
DROP FUNCTION newsroom_edition_is_final();
"""

PURGE = """
CREATE FUNCTION newsroom_purge(gone uuid, who bigint, reason text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    story bigint := (SELECT id FROM articles_story WHERE uid = gone);
    article bigint := (SELECT id FROM articles_article WHERE uid = gone);
BEGIN
    IF coalesce(trim(reason), '') = '' THEN
        RAISE EXCEPTION 'A purge needs a reason.' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM set_config('newsroom.purging', 'on', true);
    DELETE FROM articles_rendering r USING articles_edition e
        WHERE r.edition_id = e.id AND e.story_id = story;
    DELETE FROM articles_storytag WHERE story_id = story;
    DELETE FROM articles_storyinsection WHERE story_id = story;
    DELETE FROM articles_byline WHERE story_id = story;
    DELETE FROM articles_redirect WHERE story_id = story;
    DELETE FROM articles_gone WHERE story_id = story;
    DELETE FROM articles_edition WHERE story_id = story;
    DELETE FROM articles_tide WHERE uid = gone AND at > newsroom_clock();
    DELETE FROM articles_story WHERE id = story;
    DELETE FROM articles_version WHERE article_id = article;
    DELETE FROM articles_signature WHERE article_id = article;
    DELETE FROM articles_contribution WHERE article_id = article;
    DELETE FROM articles_credit WHERE article_id = article;
    DELETE FROM articles_taggedarticle WHERE content_object_id = article;
    UPDATE articles_decision SET article_id = NULL, why = '', details = '{}' WHERE uid = gone;
    DELETE FROM articles_article WHERE id = article;
    DELETE FROM procrastinate_jobs WHERE args ->> 'uid' = gone::text AND status <> 'doing';
    INSERT INTO articles_decision (uid, verb, by_id, why, digest, details)
        VALUES (gone, 'purge', who, reason, '', '{}');
    PERFORM set_config('newsroom.purging', 'off', true);
END $$;
"""
NO_PURGE = "DROP FUNCTION newsroom_purge(uuid, bigint, text);"


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [
        migrations.RunSQL(CLOCK, NO_CLOCK),
        migrations.RunSQL(STAMP, NO_STAMP),
        migrations.RunSQL(policies(), no_policies()),
        migrations.RunSQL(FINAL, NOT_FINAL),
        migrations.RunSQL(PURGE, NO_PURGE),
    ]
