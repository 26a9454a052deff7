"""Links to other houses, and how often it was read, go with an article that is purged."""

from django.db import migrations

# Until now the counts of readers stood in the way of purging an article that somebody had read.
PURGED = """
CREATE FUNCTION newsroom_reads_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_outward WHERE article_id = OLD.id;
    DELETE FROM articles_readership WHERE article_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_reads_purged BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_reads_purged();
"""
NOT_PURGED = """
DROP TRIGGER newsroom_reads_purged ON articles_article;
DROP FUNCTION newsroom_reads_purged();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0123_outward_links")]
    operations = [migrations.RunSQL(PURGED, NOT_PURGED)]
