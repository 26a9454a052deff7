"""Fronts are final, a slot shows while its story does, and a purge or a redaction reaches both."""

from django.db import migrations

READER_SEES = {
    "articles_front": "live_from <= newsroom_clock()",
    "articles_slot": """
        live_from <= newsroom_clock()
        AND EXISTS (SELECT FROM articles_story s WHERE s.uid = articles_slot.uid)
    """,
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

IN_RIGHTS = "usable_until IS NULL OR usable_until > newsroom_clock()"
USED = " OR ".join(
    f"EXISTS (SELECT FROM {table} used WHERE used.{column} = articles_picture.id)"
    for table, column in (
        ("articles_pictureuse", "picture_id"),
        ("articles_person", "portrait_id"),
        ("articles_section", "picture_id"),
    )
)
ON_FRONTS = "EXISTS (SELECT FROM articles_slot used WHERE used.picture_id = articles_picture.id)"
PICTURES = f"""
ALTER POLICY reader_sees ON articles_picture USING (({IN_RIGHTS}) AND ({USED} OR {ON_FRONTS}));
"""
PICTURES_BEFORE = f"""
ALTER POLICY reader_sees ON articles_picture USING (({IN_RIGHTS}) AND ({USED}));
"""

FINAL = """
CREATE FUNCTION newsroom_front_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('newsroom.purging', true) = 'on' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND current_setting('newsroom.redacting', true) = 'on' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A front is final: % refused.', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER newsroom_front_is_final BEFORE UPDATE OR DELETE ON articles_front
    FOR EACH ROW EXECUTE FUNCTION newsroom_front_is_final();
CREATE TRIGGER newsroom_slot_is_final BEFORE UPDATE OR DELETE ON articles_slot
    FOR EACH ROW EXECUTE FUNCTION newsroom_front_is_final();
"""
NOT_FINAL = """
DROP TRIGGER newsroom_front_is_final ON articles_front;
DROP TRIGGER newsroom_slot_is_final ON articles_slot;
DROP FUNCTION newsroom_front_is_final();
"""

# Printed words of a front go by the name of the article, whether or not it was ever a story.
PURGED = """
CREATE FUNCTION newsroom_article_leaves_fronts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_leave_fronts(OLD.uid);
    DELETE FROM articles_placement WHERE article_id = OLD.id;
    UPDATE articles_plan SET breaking = '', breaking_article_id = NULL, breaking_until = NULL
        WHERE breaking_article_id = OLD.id;
    RETURN OLD;
END $$;
CREATE FUNCTION newsroom_story_leaves_fronts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_absence WHERE story_id = OLD.id;
    IF current_setting('newsroom.purging', true) = 'on' THEN
        PERFORM newsroom_leave_fronts(OLD.uid);
    END IF;
    RETURN OLD;
END $$;
CREATE FUNCTION newsroom_leave_fronts(gone uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_slot WHERE uid = gone;
    PERFORM set_config('newsroom.redacting', 'on', true);
    UPDATE articles_front SET breaking = '', breaking_uid = NULL WHERE breaking_uid = gone;
    PERFORM set_config('newsroom.redacting', 'off', true);
    UPDATE articles_planversion SET content = jsonb_build_object(
        'slots', coalesce((
            SELECT jsonb_agg(one ORDER BY at)
            FROM jsonb_array_elements(content -> 'slots') WITH ORDINALITY slots(one, at)
            WHERE one ->> 'uid' <> gone::text), '[]'),
        'breaking', CASE WHEN content #>> '{breaking,uid}' = gone::text
            THEN '{}' ELSE content -> 'breaking' END)
        WHERE content::text LIKE '%' || gone || '%';
END $$;
CREATE TRIGGER newsroom_article_leaves_fronts BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_article_leaves_fronts();
CREATE TRIGGER newsroom_story_leaves_fronts BEFORE DELETE ON articles_story
    FOR EACH ROW EXECUTE FUNCTION newsroom_story_leaves_fronts();
"""
NOT_PURGED = """
DROP TRIGGER newsroom_article_leaves_fronts ON articles_article;
DROP TRIGGER newsroom_story_leaves_fronts ON articles_story;
DROP FUNCTION newsroom_article_leaves_fronts();
DROP FUNCTION newsroom_story_leaves_fronts();
DROP FUNCTION newsroom_leave_fronts(uuid);
"""

REDACTED = """
CREATE FUNCTION newsroom_redact_fronts(of uuid, passages text[], marker text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM set_config('newsroom.redacting', 'on', true);
    UPDATE articles_slot SET
        kicker = left(newsroom_redact_text(kicker, passages, marker), 80),
        headline = left(newsroom_redact_text(headline, passages, marker), 120),
        standfirst = left(newsroom_redact_text(standfirst, passages, marker), 300)
        WHERE uid = of;
    UPDATE articles_front SET
        breaking = left(newsroom_redact_text(breaking, passages, marker), 160)
        WHERE breaking_uid = of;
    PERFORM set_config('newsroom.redacting', 'off', true);
END $$;
"""
NOT_REDACTED = "DROP FUNCTION newsroom_redact_fronts(uuid, text[], text);"


class Migration(migrations.Migration):
    dependencies = [("articles", "0048_fronts")]
    operations = [
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(PICTURES, PICTURES_BEFORE),
        migrations.RunSQL(FINAL, NOT_FINAL),
        migrations.RunSQL(PURGED, NOT_PURGED),
        migrations.RunSQL(REDACTED, NOT_REDACTED),
    ]
