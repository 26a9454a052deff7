"""Words by which the desk finds pictures."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0031_fingerprints_and_keys"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="picture",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    "alt", "caption", "credit", config="simple"
                ),
                name="picture_words",
            ),
        ),
    ]
