"""An index for the question that caches in front make us ask: when does anything change next?"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0057_corrections_of_entries")]
    operations = [
        migrations.AddIndex("tide", models.Index(fields=["at"], name="tide_that_turns_next")),
    ]
