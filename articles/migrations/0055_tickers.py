"""Entries of tickers, their editions, when a ticker ended, and what is not sent yet."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0050_looking_back"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="article",
            options={
                "default_permissions": ("add", "change", "view"),
                "ordering": ["-changed_at", "-id"],
                "permissions": [
                    ("submit_article", "Can submit articles"),
                    ("approve_article", "Can approve articles"),
                    ("assign_article", "Can say who writes and edits, and until when"),
                    ("publish_article", "Can publish articles"),
                    ("correct_article", "Can correct what is live"),
                    ("recall_article", "Can recall what is not yet live"),
                    ("ticker_article", "Can add to tickers, correct and close them"),
                    ("withdraw_article", "Can withdraw what is live"),
                    ("restore_article", "Can restore what was withdrawn"),
                    ("move_article", "Can give a story a new address"),
                    ("redact_article", "Can take words out of what was printed"),
                    ("purge_article", "Can purge a story for good"),
                    (
                        "break_glass_article",
                        "Can publish without the signatures, for a written reason",
                    ),
                    ("edit_own_sections", "Can do an editor's work in their own sections"),
                ],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.AddField(
            model_name="story",
            name="closed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=8)),
                ("live_from", models.DateTimeField()),
                ("recalled", models.BooleanField(default=False)),
                ("key_point", models.BooleanField(default=False)),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("line", models.CharField(max_length=200)),
                ("html", models.TextField()),
                ("linked", models.JSONField(default=dict)),
                ("item", models.TextField()),
                ("entry", models.TextField()),
                ("json", models.TextField()),
                ("text", models.TextField()),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="EntryEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[("first", "first edition"), ("correction", "correction")],
                        default="first",
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("live_from", models.DateTimeField()),
                ("headline", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField(blank=True)),
                ("digest", models.CharField(max_length=64)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="articles.entry",
                    ),
                ),
            ],
            options={
                "verbose_name": "edition of an entry",
                "verbose_name_plural": "editions of entries",
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Unsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=8)),
                ("words", models.JSONField(default=dict)),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unsent",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["story", "-live_from", "-id"], name="entries_of_story"),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("key_point", True)),
                fields=["story", "-live_from", "-id"],
                name="key_points_of_story",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("story", "key"), name="entry_key_once"),
        ),
        migrations.AddConstraint(
            model_name="entryedition",
            constraint=models.UniqueConstraint(
                fields=("entry", "number"), name="entry_edition_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="unsent",
            constraint=models.UniqueConstraint(fields=("article", "by", "key"), name="unsent_once"),
        ),
    ]
