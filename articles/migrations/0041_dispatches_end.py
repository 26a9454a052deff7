"""What an article came from goes with it when it is purged."""

from django.db import migrations

PURGED = """
CREATE FUNCTION newsroom_dispatches_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_dispatch WHERE article_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_dispatches_purged BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_dispatches_purged();
"""
NOT_PURGED = """
DROP TRIGGER newsroom_dispatches_purged ON articles_article;
DROP FUNCTION newsroom_dispatches_purged();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0040_dispatches")]
    operations = [migrations.RunSQL(PURGED, NOT_PURGED)]
