"""Settings of the newsroom, a row for each version."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0126_former_people_behind_the_wall"),
    ]

    operations = [
        migrations.CreateModel(
            name="House",
            fields=[
                ("version", models.PositiveIntegerField(primary_key=True, serialize=False)),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="Stands at the head of every page, in feeds, and for search engines.",
                        max_length=80,
                        verbose_name="name of the newsroom",
                    ),
                ),
                (
                    "tagline",
                    models.CharField(
                        blank=True,
                        help_text="A few words beside the name. May be empty.",
                        max_length=160,
                        verbose_name="tagline",
                    ),
                ),
                (
                    "feed_text",
                    models.CharField(
                        choices=[("full", "the full text"), ("lead", "the lead")],
                        help_text="Of every story.",
                        max_length=4,
                        verbose_name="feeds carry",
                    ),
                ),
                (
                    "training_crawlers",
                    models.CharField(
                        choices=[("deny", "not welcome"), ("allow", "welcome")],
                        help_text="What robots.txt tells them. It is a request: nothing makes them obey.",
                        max_length=5,
                        verbose_name="crawlers that train models",
                    ),
                ),
                (
                    "signatures",
                    models.PositiveSmallIntegerField(
                        default=2,
                        help_text="How many different people must have signed the same words, from two to five, in sections that have no rule of their own.",
                        verbose_name="signatures",
                    ),
                ),
                (
                    "mail_from",
                    models.CharField(
                        help_text="An address, or a name and an address: Desk <desk@example.org>.",
                        max_length=200,
                        verbose_name="sender of mails",
                    ),
                ),
            ],
            options={
                "verbose_name": "settings of the newsroom",
                "verbose_name_plural": "settings of the newsroom",
                "default_permissions": ("change",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("signatures__range", (2, 5))),
                        name="house_asks_two_to_five",
                        violation_error_message="Two to five signatures: one pair of eyes is too few.",
                    )
                ],
            },
        ),
    ]
