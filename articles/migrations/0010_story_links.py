"""Links between articles, between stories, and the headlines by which promises are kept."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import articles.catalog.links
import articles.text.ids


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_log_ins_are_decisions"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="external_id",
            field=models.CharField(
                blank=True,
                db_index=True,
                help_text="As the agency names its text, so that others can refer to it.",
                max_length=200,
                verbose_name="agency's number",
            ),
        ),
        migrations.AddField(
            model_name="edition",
            name="links",
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name="Headline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=300)),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="headlines",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("story", "key"), name="headline_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("live_from", models.DateTimeField()),
                ("key", models.CharField(max_length=8)),
                ("kind", models.CharField(max_length=20)),
                ("order", models.PositiveSmallIntegerField()),
                ("to_uid", models.UUIDField(db_index=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="link_rows",
                        to="articles.edition",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="articles.story",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="linked_from",
                        to="articles.story",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["story", "order"], name="links_of_story"),
                    models.Index(fields=["to", "-live_from", "-id"], name="links_to_story"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "key"), name="link_printed_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Unrelated",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                        related_name="refusals",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("article", "other"), name="refused_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryLink",
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
                        default=articles.text.ids.block_id, editable=False, max_length=8
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=articles.catalog.links.choices,
                        default="previous",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "quoted",
                    models.CharField(blank=True, max_length=300, verbose_name="quoted headline"),
                ),
                ("quoted_key", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "address",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="address on this site"
                    ),
                ),
                (
                    "external",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="foreign address or number"
                    ),
                ),
                (
                    "wording",
                    models.CharField(
                        blank=True,
                        help_text="What readers click on. Empty: the headline the story has today.",
                        max_length=200,
                        verbose_name="wording",
                    ),
                ),
                (
                    "note",
                    models.CharField(
                        blank=True,
                        help_text="For the desk. No reader ever sees it.",
                        max_length=200,
                        verbose_name="note",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "settled",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="There is no such story: it stays text.",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="articles.article",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="linked_from",
                        to="articles.article",
                        verbose_name="article",
                    ),
                ),
            ],
            options={
                "verbose_name": "related story",
                "verbose_name_plural": "related stories",
                "ordering": ["order", "id"],
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        condition=models.Q(("settled", False), ("to", None)),
                        fields=["quoted_key"],
                        name="promises_by_quote",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("settled", False),
                            ("to", None),
                            models.Q(("address", ""), _negated=True),
                        ),
                        fields=["address"],
                        name="promises_by_address",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("settled", False),
                            ("to", None),
                            models.Q(("external", ""), _negated=True),
                        ),
                        fields=["external"],
                        name="promises_by_external",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "key"), name="link_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to", None),
                            models.Q(("to", models.F("article")), _negated=True),
                            _connector="OR",
                        ),
                        name="link_not_to_itself",
                        violation_error_message="An article cannot be related to itself.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to", None), _negated=True),
                            models.Q(("quoted", ""), _negated=True),
                            models.Q(("address", ""), _negated=True),
                            models.Q(("external", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="link_leads_somewhere",
                        violation_error_message="Name an article, a headline or an address.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("quoted", "")),
                        fields=("article", "to", "kind"),
                        name="link_once",
                        violation_error_message="This article is already linked in this way.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("quoted_key", ""), _negated=True),
                        fields=("article", "quoted_key", "kind"),
                        name="promise_once",
                        violation_error_message="This headline is already linked in this way.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("order__lt", 50)), name="link_at_most_fifty"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("article", "order"),
                        name="link_order",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("headline", config="simple"),
                name="article_headline_words",
            ),
        ),
    ]
