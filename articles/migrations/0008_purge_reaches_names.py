"""What people called the versions of an article goes with it, too."""

from django.db import migrations

BODY = """
CREATE OR REPLACE FUNCTION newsroom_article_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_autosave WHERE article_id = OLD.id;{more}
    RETURN OLD;
END $$;
"""
NAMES = "\n    DELETE FROM articles_versionname WHERE article_id = OLD.id;"


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_workflow")]
    operations = [migrations.RunSQL(BODY.format(more=NAMES), BODY.format(more=""))]
