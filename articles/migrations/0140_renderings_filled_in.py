"""What renderings repeat of edition and story, for those that were there before; and their list."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

#: Rows at a time, so that nobody who prints or withdraws waits long for one.
BATCH = 2_000
LAST = "SELECT coalesce(max(edition_id), 0) FROM articles_rendering"
# The trigger writes what is true.
FILL = "UPDATE articles_rendering SET number = 0 WHERE edition_id > %s AND edition_id <= %s"


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(LAST)
        (last,) = cursor.fetchone()
        for after in range(0, last, BATCH):
            cursor.execute(FILL, [after, after + BATCH])


class Migration(migrations.Migration):
    atomic = False  # each batch for itself

    dependencies = [("articles", "0139_renderings_know_their_story")]
    operations = [
        AddIndexConcurrently(
            "rendering", models.Index(fields=["story", "-number"], name="renderings_of_story")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
