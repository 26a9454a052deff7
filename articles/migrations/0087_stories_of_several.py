"""Which texts of several suppliers tell the same story."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0086_routes"),
    ]

    operations = [
        migrations.AddField(
            model_name="dispatch",
            name="kin",
            field=models.UUIDField(db_index=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="dispatch",
            name="sketch",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), default=list, editable=False, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="dispatch",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["sketch"], name="dispatches_alike"
            ),
        ),
    ]
