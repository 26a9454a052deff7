"""Stories withdrawn before feeds told of it get the name by which they will be told of."""

from django.db import migrations

NAMED = """
UPDATE articles_gone g SET uid = s.uid FROM articles_story s WHERE s.id = g.story_id;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0026_feeds_behind_the_wall")]
    operations = [migrations.RunSQL(NAMED, migrations.RunSQL.noop)]
