"""Introductions of topics, the corrections' order, and the right to redact."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_the_wall"),
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
                    ("publish_article", "Can publish articles"),
                    ("correct_article", "Can correct what is live"),
                    ("recall_article", "Can recall what is not yet live"),
                    ("withdraw_article", "Can withdraw what is live"),
                    ("restore_article", "Can restore what was withdrawn"),
                    ("move_article", "Can give a story a new address"),
                    ("redact_article", "Can take words out of what was printed"),
                    ("purge_article", "Can purge a story for good"),
                ],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.AddField(
            model_name="tag",
            name="introduction",
            field=models.TextField(
                blank=True,
                help_text="A few sentences at the head of the topic's page: what it is about.",
                verbose_name="introduction",
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(
                condition=models.Q(("kind", "correction")),
                fields=["-live_from", "-id"],
                name="corrections_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="gone",
            index=models.Index(fields=["-at", "-id"], name="gone_latest"),
        ),
    ]
