"""Addresses that a topic's page once had."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0072_turns_so_far")]
    operations = [
        migrations.CreateModel(
            name="FormerTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=100, unique=True)),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former",
                        to="articles.tag",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
    ]
