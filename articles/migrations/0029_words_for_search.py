"""The words of editions, for search, and the words that misspellings are compared with."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0028_versions_for_copies")]

    operations = [
        migrations.CreateModel(
            name="Concordance",
            fields=[
                ("live_from", models.DateTimeField()),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="concordance",
                        serialize=False,
                        to="articles.edition",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("published", models.DateTimeField()),
                ("head", django.contrib.postgres.search.SearchVectorField()),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="concordances",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["words"], name="words_of_editions"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("key", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("spelling", models.CharField(max_length=80)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
    ]
