"""A rendering says whose it is and when readers have it: lists and policies ask it alone.

Until now it had only its edition, and who asked for the newest card of a story asked the edition,
whose policy asks the story. The database itself fills the columns in, from now on and whoever
writes: what is still there is filled by the next migration.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

KEPT = """
CREATE FUNCTION newsroom_rendering_of() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT e.story_id, e.number, greatest(e.live_from, s.live_from), s.withdrawn,
            coalesce(nullif(e.short_headline, ''), e.headline)
        INTO NEW.story_id, NEW.number, NEW.live_from, NEW.withdrawn, NEW.title
        FROM articles_edition e JOIN articles_story s ON s.id = e.story_id
        WHERE e.id = NEW.edition_id;
    RETURN NEW;
END $$;
COMMENT ON FUNCTION newsroom_rendering_of() IS
    'What a rendering repeats of its edition and story, whatever the writer says.';
CREATE TRIGGER newsroom_rendering_of BEFORE INSERT OR UPDATE ON articles_rendering
    FOR EACH ROW EXECUTE FUNCTION newsroom_rendering_of();

CREATE FUNCTION newsroom_renderings_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_rendering SET withdrawn = NEW.withdrawn WHERE story_id = NEW.id;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION newsroom_renderings_follow() IS
    'A story that is withdrawn, restored or moved in time takes its renderings along.';
CREATE TRIGGER newsroom_renderings_follow AFTER UPDATE OF live_from, withdrawn ON articles_story
    FOR EACH ROW WHEN (
        OLD.live_from IS DISTINCT FROM NEW.live_from OR OLD.withdrawn IS DISTINCT FROM NEW.withdrawn
    ) EXECUTE FUNCTION newsroom_renderings_follow();
"""
NOT_KEPT = """
DROP TRIGGER newsroom_renderings_follow ON articles_story;
DROP FUNCTION newsroom_renderings_follow();
DROP TRIGGER newsroom_rendering_of ON articles_rendering;
DROP FUNCTION newsroom_rendering_of();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0138_logos_behind_the_wall")]
    # With a default no row is written: adding them takes a moment, whatever the number of rows.
    operations = [
        migrations.AddField(
            "rendering",
            "story",
            models.ForeignKey(
                "articles.story",
                django.db.models.deletion.DO_NOTHING,
                db_constraint=False,
                db_index=False,
                related_name="renderings",
                default=0,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "rendering", "number", models.PositiveIntegerField(default=0), preserve_default=False
        ),
        migrations.AddField(
            "rendering",
            "live_from",
            models.DateTimeField(default=timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            "rendering", "withdrawn", models.BooleanField(default=True), preserve_default=False
        ),
        migrations.AddField(
            "rendering",
            "title",
            models.CharField(max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
