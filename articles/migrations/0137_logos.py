"""Logos of the newsroom, whose files lie in the database, and which of them the settings name."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def named(name: str, label: str) -> Any:
    return migrations.AddField(
        model_name="house",
        name=name,
        field=models.ForeignKey(
            blank=True,
            editable=False,
            null=True,
            on_delete=django.db.models.deletion.PROTECT,
            related_name="+",
            to="articles.logo",
            verbose_name=label,
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0136_articles_with_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="Logo",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("page", models.BinaryField()),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("digest", models.CharField(db_index=True, max_length=64)),
                ("square", models.BinaryField()),
                ("side", models.PositiveIntegerField()),
                (
                    "ink",
                    models.CharField(
                        blank=True,
                        choices=[("dark", "Dark"), ("light", "Light")],
                        max_length=5,
                    ),
                ),
            ],
            options={
                "verbose_name": "logo",
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(width__gte=1, height__gte=1, side__gte=1),
                        name="logo_has_pixels",
                    )
                ],
            },
        ),
        named("logo", "logo"),
        named("logo_dark", "logo on dark paper"),
    ]
