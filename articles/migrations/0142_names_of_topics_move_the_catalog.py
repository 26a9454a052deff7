"""Whoever remembers what topics are called forgets it with the catalog's stamp."""

from django.db import migrations

NAMED = """
CREATE TRIGGER newsroom_topic_named AFTER UPDATE OF name, slug ON articles_tag
    FOR EACH ROW WHEN ((OLD.name, OLD.slug) IS DISTINCT FROM (NEW.name, NEW.slug))
    EXECUTE FUNCTION newsroom_catalog_moved();
"""
UNNAMED = "DROP TRIGGER newsroom_topic_named ON articles_tag;"


class Migration(migrations.Migration):
    dependencies = [("articles", "0141_renderings_behind_the_wall")]
    operations = [migrations.RunSQL(NAMED, UNNAMED)]
