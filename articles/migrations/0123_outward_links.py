"""Where articles lead outside, and whether anybody answers there."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0122_articles_beside"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outward",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=600, verbose_name="address")),
                ("host", models.CharField(editable=False, max_length=255)),
                ("failures", models.PositiveSmallIntegerField(default=0, verbose_name="failures")),
                (
                    "failed_since",
                    models.DateTimeField(blank=True, null=True, verbose_name="failing since"),
                ),
                (
                    "outcome",
                    models.CharField(blank=True, max_length=200, verbose_name="what came of it"),
                ),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked at")),
                (
                    "next_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), db_index=True
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outward",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "dead link",
                "verbose_name_plural": "dead links",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["address"], name="outward_address"),
                    models.Index(
                        condition=models.Q(("failures__gte", 3)),
                        fields=["failed_since"],
                        name="outward_failing",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "address"), name="outward_once_an_article"
                    )
                ],
            },
        ),
    ]
