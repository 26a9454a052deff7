"""What was typed and never saved goes with its article, too."""

from django.db import migrations

PURGED = """
CREATE FUNCTION newsroom_article_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_autosave WHERE article_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_article_purged BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_article_purged();
"""
NOT_PURGED = """
DROP TRIGGER newsroom_article_purged ON articles_article;
DROP FUNCTION newsroom_article_purged();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_autosave")]
    operations = [migrations.RunSQL(PURGED, NOT_PURGED)]
