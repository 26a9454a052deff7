"""Dossiers, what was chosen for them, and the stories in them."""

import datetime

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0035_articles_by_their_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="slug")),
                (
                    "introduction",
                    models.TextField(
                        blank=True,
                        help_text="A few sentences at the head of the page: what has happened so far.",
                        verbose_name="introduction",
                    ),
                ),
                (
                    "live_from",
                    models.DateTimeField(
                        blank=True,
                        help_text="Empty: no reader sees the page. A moment to come is an embargo.",
                        null=True,
                        verbose_name="with readers from",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        blank=True,
                        help_text="Every story under this topic belongs to it by itself.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.tag",
                        verbose_name="topic",
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier",
                "verbose_name_plural": "dossiers",
                "ordering": ["title"],
                "default_permissions": ("add", "change", "view"),
            },
        ),
        migrations.CreateModel(
            name="Chosen",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dossiers",
                        to="articles.article",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chosen",
                        to="articles.dossier",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StoryInDossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live_from", models.DateTimeField()),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.dossier",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="in_dossiers",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "live_from__gte",
                            datetime.datetime(1800, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                        (
                            "live_from__lt",
                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    ("live_from", None),
                    _connector="OR",
                ),
                name="dossier_date_sensible",
                violation_error_message="The year must lie between 1800 and 2199.",
            ),
        ),
        migrations.AddConstraint(
            model_name="chosen",
            constraint=models.UniqueConstraint(fields=("dossier", "article"), name="chosen_once"),
        ),
        migrations.AddIndex(
            model_name="storyindossier",
            index=models.Index(
                fields=["dossier", "-live_from", "-story"], name="stories_of_dossier"
            ),
        ),
        migrations.AddConstraint(
            model_name="storyindossier",
            constraint=models.UniqueConstraint(
                fields=("story", "dossier"), name="story_in_dossier_once"
            ),
        ),
    ]
