"""What was to be looked at again goes with either of its articles."""

from django.db import migrations

PURGED = """
CREATE FUNCTION newsroom_rechecks_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_recheck WHERE article_id = OLD.id OR cause_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_rechecks_purged BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_rechecks_purged();
"""
NOT_PURGED = """
DROP TRIGGER newsroom_rechecks_purged ON articles_article;
DROP FUNCTION newsroom_rechecks_purged();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0038_rechecks")]
    operations = [migrations.RunSQL(PURGED, NOT_PURGED)]
