"""What agencies sent, and what became of it."""

import django.core.serializers.json
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0039_rechecks_end"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="source")),
                (
                    "guid",
                    models.CharField(blank=True, max_length=500, verbose_name="source's number"),
                ),
                ("number", models.PositiveBigIntegerField(default=1, verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("taken", "taken in"),
                            ("updated", "new version taken over"),
                            ("offered", "new version offered"),
                            ("merged", "new version merged with the desk's words"),
                            ("killed", "taken back by its source"),
                            ("withheld", "withheld by its source"),
                            ("refused", "refused"),
                        ],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("why", models.TextField(blank=True, verbose_name="reason")),
                ("headline", models.CharField(blank=True, max_length=200, verbose_name="headline")),
                ("urgency", models.PositiveSmallIntegerField(null=True, verbose_name="urgency")),
                ("article_version", models.PositiveIntegerField(null=True)),
                (
                    "told",
                    models.JSONField(
                        default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder
                    ),
                ),
                ("digest", models.CharField(db_index=True, editable=False, max_length=64)),
                (
                    "filename",
                    models.CharField(blank=True, max_length=200, verbose_name="file name"),
                ),
                ("content", models.BinaryField()),
                (
                    "received_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="received",
                    ),
                ),
                ("seen_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="dispatches",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "seen_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "dispatch",
                "verbose_name_plural": "dispatches",
                "ordering": ["-received_at", "-id"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["-received_at", "-id"], name="dispatches_latest"),
                    models.Index(
                        condition=models.Q(
                            ("seen_at", None), ("state__in", ("offered", "killed", "withheld"))
                        ),
                        fields=["article"],
                        name="dispatches_asking",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "refused"), _negated=True),
                        fields=("source", "guid", "number", "state"),
                        name="dispatch_once",
                    )
                ],
            },
        ),
    ]
