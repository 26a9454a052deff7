"""Fronts: the plans that editors change, what was printed of them, and when stories were away."""

import datetime

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0042_former_addresses"),
    ]

    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Front",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("live_from", models.DateTimeField()),
                ("version", models.PositiveIntegerField()),
                ("breaking", models.CharField(blank=True, max_length=160)),
                ("breaking_uid", models.UUIDField(db_index=True, null=True)),
                ("breaking_until", models.DateTimeField(null=True)),
                (
                    "section",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "breaking",
                    models.CharField(blank=True, max_length=160, verbose_name="breaking line"),
                ),
                ("breaking_until", models.DateTimeField(null=True, verbose_name="until")),
                ("changed_at", models.DateTimeField(null=True)),
                (
                    "breaking_article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "section",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "front",
                "verbose_name_plural": "fronts",
                "default_permissions": ("change", "view"),
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("lead", "Lead"), ("second", "Second row"), ("list", "List")],
                        max_length=6,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("kicker", models.CharField(blank=True, max_length=80, verbose_name="kicker")),
                ("headline", models.CharField(blank=True, max_length=120, verbose_name="headline")),
                (
                    "standfirst",
                    models.CharField(blank=True, max_length=300, verbose_name="standfirst"),
                ),
                ("until", models.DateTimeField(null=True, verbose_name="pinned until")),
                (
                    "placed_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="articles.article",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="articles.picture",
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="articles.plan",
                    ),
                ),
            ],
            options={
                "ordering": ["order"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PlanVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "content",
                    models.JSONField(encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="articles.plan",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(db_index=True)),
                ("live_from", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                (
                    "place",
                    models.CharField(
                        choices=[("lead", "Lead"), ("second", "Second row"), ("list", "List")],
                        max_length=6,
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("kicker", models.CharField(blank=True, max_length=80)),
                ("headline", models.CharField(blank=True, max_length=120)),
                ("standfirst", models.CharField(blank=True, max_length=300)),
                (
                    "front",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="slots",
                        to="articles.front",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="front",
            index=models.Index(fields=["section", "-number"], name="fronts_of_section"),
        ),
        migrations.AddConstraint(
            model_name="front",
            constraint=models.UniqueConstraint(
                fields=("section", "number"), name="front_number_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.UniqueConstraint(
                fields=("section",), name="plan_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "breaking_until__gte",
                            datetime.datetime(1800, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                        (
                            "breaking_until__lt",
                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    ("breaking_until", None),
                    _connector="OR",
                ),
                name="plan_breaking_sensible",
                violation_error_message="The year must lie between 1800 and 2199.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.UniqueConstraint(
                fields=("plan", "article"), name="article_placed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="placement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "until__gte",
                            datetime.datetime(1800, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                        (
                            "until__lt",
                            datetime.datetime(2200, 1, 1, 0, 0, tzinfo=datetime.UTC),
                        ),
                    ),
                    ("until", None),
                    _connector="OR",
                ),
                name="placement_until_sensible",
                violation_error_message="The year must lie between 1800 and 2199.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="plan_version_once"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(fields=("front", "order"), name="slot_once"),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.UniqueConstraint(fields=("front", "uid"), name="story_on_front_once"),
        ),
    ]
