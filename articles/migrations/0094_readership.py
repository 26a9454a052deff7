"""How often articles were read, summed by day."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0093_languages_from_right")]
    operations = [
        migrations.CreateModel(
            name="Readership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("times", models.PositiveIntegerField(verbose_name="times")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readership",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "readership",
                "verbose_name_plural": "readership",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("day", "article"), name="readership_once_a_day")
                ],
            },
        ),
    ]
