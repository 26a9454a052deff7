"""Feeds in three formats, tombstones for their readers, and the moment a scope last moved."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0024_what_the_board_walks")]

    operations = [
        migrations.AddField("rendering", "entry", models.TextField(default="")),
        migrations.AddField("rendering", "json", models.TextField(default="")),
        migrations.AddField("rendering", "text", models.TextField(default="")),
        migrations.AddField("beat", "moved_at", models.DateTimeField(null=True)),
        migrations.AddField("gone", "uid", models.UUIDField(null=True)),
        migrations.CreateModel(
            name="Tombstone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                (
                    "gone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tombstones",
                        to="articles.gone",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["scope", "-at", "-id"], name="tombstones_of_scope")
                ],
            },
        ),
    ]
