"""Whose feeds the wire asks for."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0078_former_topics_behind_the_wall"),
    ]

    operations = [
        migrations.CreateModel(
            name="Supplier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The name under which its texts are credited. It cannot be changed later.",
                        max_length=120,
                        unique=True,
                        verbose_name="name",
                    ),
                ),
                (
                    "address",
                    models.URLField(
                        help_text="RSS, Atom or JSON Feed.",
                        max_length=500,
                        validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                        verbose_name="address of the feed",
                    ),
                ),
                (
                    "every",
                    models.PositiveSmallIntegerField(
                        default=15,
                        help_text="Five at least. It is asked less often while it does not answer.",
                        validators=[
                            django.core.validators.MinValueValidator(5),
                            django.core.validators.MaxValueValidator(1440),
                        ],
                        verbose_name="minutes between two askings",
                    ),
                ),
                ("active", models.BooleanField(default=True, verbose_name="asked regularly")),
                ("etag", models.CharField(blank=True, editable=False, max_length=500)),
                ("modified", models.CharField(blank=True, editable=False, max_length=100)),
                (
                    "asked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last asked"),
                ),
                (
                    "outcome",
                    models.TextField(blank=True, editable=False, verbose_name="what came of it"),
                ),
                (
                    "next_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="asked next",
                    ),
                ),
                (
                    "failures",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="failures in a row"
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where its texts are filed at first.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.section",
                        verbose_name="section",
                    ),
                ),
            ],
            options={
                "verbose_name": "supplier",
                "verbose_name_plural": "suppliers",
                "ordering": ["name"],
                "default_permissions": ("add", "change", "delete", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("every__range", (5, 1440))),
                        name="supplier_asked_politely",
                        violation_error_message="Between five minutes and a day.",
                    )
                ],
            },
        ),
    ]
