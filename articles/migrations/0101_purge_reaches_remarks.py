"""Remarks, who was told of them, and who watched go with their article."""

from django.db import migrations

# A trigger of its own beside those of the other tables: each table's is its own concern.
PURGED = """
CREATE FUNCTION newsroom_remarks_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_notice WHERE article_id = OLD.id;
    DELETE FROM articles_watch WHERE article_id = OLD.id;
    DELETE FROM articles_remark_mentioned m USING articles_remark r
        WHERE m.remark_id = r.id AND r.article_id = OLD.id;
    DELETE FROM articles_remark WHERE article_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_remarks_purged BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_remarks_purged();
"""
NOT_PURGED = """
DROP TRIGGER newsroom_remarks_purged ON articles_article;
DROP FUNCTION newsroom_remarks_purged();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0100_remarks")]
    operations = [migrations.RunSQL(PURGED, NOT_PURGED)]
