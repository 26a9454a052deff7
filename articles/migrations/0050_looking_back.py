"""The preview at a moment past: what was withdrawn since is there, what was away then is not."""

from django.db import migrations

#: Table: the column with its story, and what else lets a reader see a row.
OF_STORIES = {
    "articles_story": ("id", ""),
    "articles_storytag": ("story_id", ""),
    "articles_storyinsection": ("story_id", ""),
    "articles_storyindossier": ("story_id", ""),
    "articles_byline": ("story_id", ""),
    "articles_pictureuse": (
        "story_id",
        " AND NOT EXISTS (SELECT FROM articles_edition e"
        " WHERE e.story_id = articles_pictureuse.story_id"
        " AND e.number > articles_pictureuse.number)",
    ),
}
AWAY = """
ALTER TABLE articles_absence ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader_sees ON articles_absence FOR SELECT TO newsroom_reader
    USING (since <= newsroom_clock() AND (until IS NULL OR until > newsroom_clock()));
CREATE POLICY editor_all ON articles_absence TO newsroom_editor USING (true);
INSERT INTO articles_absence (story_id, since)
    SELECT story_id, max(at) FROM articles_gone WHERE story_id IS NOT NULL GROUP BY story_id;
"""
NOT_AWAY = """
DROP POLICY reader_sees ON articles_absence;
DROP POLICY editor_all ON articles_absence;
ALTER TABLE articles_absence DISABLE ROW LEVEL SECURITY;
DELETE FROM articles_absence;
"""
POLICIES = "".join(
    f"CREATE POLICY preview_saw ON {table} FOR SELECT TO newsroom_preview"
    f" USING (live_from <= newsroom_clock() AND withdrawn{besides});"
    f"CREATE POLICY preview_missed ON {table} AS RESTRICTIVE FOR SELECT TO newsroom_preview"
    f" USING (NOT EXISTS (SELECT FROM articles_absence a WHERE a.story_id = {table}.{story}));"
    for table, (story, besides) in OF_STORIES.items()
)
NO_POLICIES = "".join(
    f"DROP POLICY preview_saw ON {table}; DROP POLICY preview_missed ON {table};"
    for table in OF_STORIES
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0049_fronts_behind_the_wall")]
    operations = [
        migrations.RunSQL(AWAY, NOT_AWAY),
        migrations.RunSQL(POLICIES, NO_POLICIES),
    ]
