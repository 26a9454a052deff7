"""The list of corrections names those of entries, the newest first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0056_tickers_behind_the_wall")]
    operations = [
        migrations.AddIndex(
            model_name="entryedition",
            index=models.Index(
                condition=models.Q(("kind", "correction")),
                fields=["-live_from", "-id"],
                name="entry_corrections_latest",
            ),
        ),
    ]
