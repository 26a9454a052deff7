"""Which dossiers readers see, and that a story or an article that is purged leaves them."""

from django.db import migrations

LIVE = "live_from <= newsroom_clock()"
READER_SEES = {
    "articles_dossier": LIVE,
    "articles_storyindossier": f"{LIVE} AND NOT withdrawn",
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
LEFT = """
CREATE FUNCTION newsroom_story_leaves_dossiers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_storyindossier WHERE story_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_story_leaves_dossiers BEFORE DELETE ON articles_story
    FOR EACH ROW EXECUTE FUNCTION newsroom_story_leaves_dossiers();
CREATE FUNCTION newsroom_article_leaves_dossiers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_chosen WHERE article_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_article_leaves_dossiers BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_article_leaves_dossiers();
"""
NOT_LEFT = """
DROP TRIGGER newsroom_story_leaves_dossiers ON articles_story;
DROP TRIGGER newsroom_article_leaves_dossiers ON articles_article;
DROP FUNCTION newsroom_story_leaves_dossiers();
DROP FUNCTION newsroom_article_leaves_dossiers();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0036_dossiers")]
    operations = [
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(LEFT, NOT_LEFT),
    ]
