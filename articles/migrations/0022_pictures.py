"""Pictures: what readers may know, what the desk keeps, and what is sent out of them."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import articles.drafts.models.original
import articles.reader.models.picture
import articles.text.ids


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0021_where_a_signature_counts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Licence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="name")),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        help_text="“Editorial use only.”",
                        max_length=120,
                        verbose_name="purpose",
                    ),
                ),
                (
                    "territory",
                    models.CharField(blank=True, max_length=120, verbose_name="territory"),
                ),
                (
                    "days",
                    models.PositiveIntegerField(
                        blank=True,
                        help_text="From the upload on. Empty: no end.",
                        null=True,
                        verbose_name="term in days",
                    ),
                ),
            ],
            options={
                "verbose_name": "licence",
                "verbose_name_plural": "licences",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="lead_caption",
            field=models.TextField(
                blank=True,
                help_text="Empty: the picture's own.",
                verbose_name="caption of the lead picture",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="pictures",
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=articles.text.ids.block_id,
                        editable=False,
                        max_length=8,
                        unique=True,
                    ),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What can be seen, for those who do not see it: “A ferry with its doors open.”",
                        max_length=300,
                        verbose_name="description",
                    ),
                ),
                (
                    "caption",
                    models.TextField(
                        blank=True,
                        help_text="What cannot be seen. A story may have its own.",
                        verbose_name="caption",
                    ),
                ),
                ("credit", models.CharField(blank=True, max_length=200, verbose_name="credit")),
                (
                    "usable_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="From this moment on no reader sees it anywhere. Stories stay.",
                        null=True,
                        verbose_name="usable until",
                    ),
                ),
                (
                    "no_social",
                    models.BooleanField(default=False, verbose_name="not for social networks"),
                ),
                (
                    "sensitive",
                    models.BooleanField(
                        default=False,
                        help_text="Shown only after a click.",
                        verbose_name="sensitive",
                    ),
                ),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                ("colour", models.CharField(default="#888888", editable=False, max_length=7)),
                ("focus_x", models.PositiveSmallIntegerField(default=500)),
                ("focus_y", models.PositiveSmallIntegerField(default=500)),
                ("crops", models.JSONField(blank=True, default=dict)),
                (
                    "photographer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.person",
                        verbose_name="photographer",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Original",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        editable=False,
                        max_length=200,
                        storage=articles.drafts.models.original.private,
                        upload_to="",
                    ),
                ),
                (
                    "filename",
                    models.CharField(editable=False, max_length=200, verbose_name="file name"),
                ),
                ("media_type", models.CharField(editable=False, max_length=40)),
                ("size", models.PositiveBigIntegerField(editable=False, verbose_name="bytes")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("likeness", models.BigIntegerField(editable=False)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="taken")),
                (
                    "holder",
                    models.CharField(blank=True, max_length=200, verbose_name="rights holder"),
                ),
                ("note", models.TextField(blank=True, verbose_name="internal note")),
                (
                    "uploaded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        editable=False,
                        verbose_name="uploaded",
                    ),
                ),
                (
                    "licence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.licence",
                        verbose_name="licence",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.source",
                        verbose_name="source",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "picture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="original",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "original",
                "verbose_name_plural": "originals",
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="article",
            name="lead",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.picture",
                verbose_name="lead picture",
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="portrait",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="portrayed",
                to="articles.picture",
                verbose_name="portrait",
            ),
        ),
        migrations.AddField(
            model_name="section",
            name="picture",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sections",
                to="articles.picture",
                verbose_name="picture",
            ),
        ),
        migrations.CreateModel(
            name="PictureUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live_from", models.DateTimeField()),
                ("withdrawn", models.BooleanField(default=False)),
                ("number", models.PositiveIntegerField()),
                (
                    "role",
                    models.CharField(choices=[("lead", "Lead"), ("text", "Text")], max_length=4),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="picture_uses",
                        to="articles.edition",
                    ),
                ),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="articles.picture",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="picture_uses",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Plate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("crop", models.CharField(max_length=8)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("sources", models.JSONField(default=dict)),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plates",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Rendition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("crop", models.CharField(max_length=8)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("media_type", models.CharField(max_length=20)),
                (
                    "file",
                    models.FileField(storage=articles.reader.models.picture.served, upload_to=""),
                ),
                ("name", models.CharField(max_length=72, unique=True)),
                ("size", models.PositiveIntegerField()),
                (
                    "picture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="renditions",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(("focus_x__lte", 1000), ("focus_y__lte", 1000)),
                name="focus_in_picture",
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(("width__gte", 1), ("height__gte", 1)), name="picture_has_pixels"
            ),
        ),
        migrations.AddIndex(
            model_name="original",
            index=models.Index(fields=["-uploaded_at", "-id"], name="originals_latest"),
        ),
        migrations.AddIndex(
            model_name="original",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    "title", "filename", "holder", "note", config="simple"
                ),
                name="original_words",
            ),
        ),
        migrations.AddIndex(
            model_name="pictureuse",
            index=models.Index(fields=["story", "role"], name="pictures_of_story"),
        ),
        migrations.AddConstraint(
            model_name="pictureuse",
            constraint=models.UniqueConstraint(
                fields=("edition", "role", "picture"), name="picture_used_once_as"
            ),
        ),
        migrations.AddConstraint(
            model_name="plate",
            constraint=models.UniqueConstraint(fields=("picture", "crop"), name="plate_once"),
        ),
        migrations.AddConstraint(
            model_name="rendition",
            constraint=models.UniqueConstraint(
                fields=("picture", "crop", "width", "media_type"), name="rendition_once"
            ),
        ),
    ]
