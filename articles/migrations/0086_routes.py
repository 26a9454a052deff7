"""Where suppliers' texts go: rules, and what became of those that a rule ignored."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0085_suppliers"),
    ]

    operations = [
        migrations.AddField(
            model_name="supplier",
            name="credit",
            field=models.ForeignKey(
                blank=True,
                help_text="The source that readers are told. Empty: one of the supplier's name.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="articles.source",
                verbose_name="credited as",
            ),
        ),
        migrations.AddField(
            model_name="supplier",
            name="licence",
            field=models.TextField(
                blank=True,
                help_text="What we may do with its texts: the desk reads it in every article's note.",
                verbose_name="licence",
            ),
        ),
        migrations.AlterField(
            model_name="dispatch",
            name="state",
            field=models.CharField(
                choices=[
                    ("taken", "taken in"),
                    ("updated", "new version taken over"),
                    ("offered", "new version offered"),
                    ("merged", "new version merged with the desk's words"),
                    ("killed", "taken back by its source"),
                    ("withheld", "withheld by its source"),
                    ("refused", "refused"),
                    ("ignored", "ignored by a route"),
                ],
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AlterField(
            model_name="supplier",
            name="address",
            field=models.URLField(
                blank=True,
                help_text="RSS, Atom or JSON Feed. Empty where the supplier sends files by itself.",
                max_length=500,
                validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                verbose_name="address of the feed",
            ),
        ),
        migrations.AlterField(
            model_name="supplier",
            name="name",
            field=models.CharField(
                help_text="The name its texts come under; files say it themselves. It stays.",
                max_length=120,
                unique=True,
                verbose_name="name",
            ),
        ),
        migrations.CreateModel(
            name="Route",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "order",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="Of two that say different things, the lower counts.",
                        verbose_name="order",
                    ),
                ),
                (
                    "words",
                    models.CharField(
                        blank=True,
                        help_text="Whole words or phrases in headline, lead or text, with commas between them.",
                        max_length=500,
                        verbose_name="one of these words",
                    ),
                ),
                (
                    "subjects",
                    models.CharField(
                        blank=True,
                        help_text="As its supplier names them: subjects and categories, with commas.",
                        max_length=500,
                        verbose_name="one of these subjects",
                    ),
                ),
                (
                    "urgency",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="1 is a flash, 8 can wait.",
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(8),
                        ],
                        verbose_name="urgency up to",
                    ),
                ),
                (
                    "ignore",
                    models.BooleanField(
                        default=False,
                        help_text="It becomes no article, and is kept as ignored.",
                        verbose_name="ignore",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("de", "Deutsch"),
                            ("de-AT", "Deutsch (Österreich)"),
                            ("de-CH", "Deutsch (Schweiz)"),
                            ("en", "English"),
                            ("en-GB", "English (UK)"),
                            ("en-US", "English (US)"),
                        ],
                        max_length=8,
                        verbose_name="language",
                    ),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[(1, "high"), (2, "normal"), (3, "low")],
                        null=True,
                        verbose_name="priority",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.section",
                        verbose_name="section",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="routes",
                        to="articles.supplier",
                        verbose_name="supplier",
                    ),
                ),
                (
                    "tags",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="articles.tag", verbose_name="topics"
                    ),
                ),
            ],
            options={
                "verbose_name": "route",
                "verbose_name_plural": "routes",
                "ordering": ["supplier__name", "order", "id"],
                "default_permissions": ("add", "change", "delete", "view"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("urgency", None), ("urgency__range", (1, 8)), _connector="OR"
                        ),
                        name="route_urgency_as_agencies_count",
                    )
                ],
            },
        ),
    ]
