"""An index for the thread of a story that very many others lead to."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # so that nobody who publishes has to wait

    dependencies = [("articles", "0131_house_quotes")]
    operations = [
        AddIndexConcurrently(
            "link",
            models.Index(
                fields=["to", "-live_from", "-id"],
                condition=models.Q(thread__isnull=False),
                name="threads_to_story",
            ),
        ),
    ]
