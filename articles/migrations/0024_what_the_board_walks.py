"""What the board walks: articles in work, editions by their moment, and the words of articles."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0023_pictures_behind_the_wall"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("state__in", ("draft", "submitted"))),
                fields=["state", "priority", "wanted_by"],
                name="article_in_work",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector(
                    "kicker",
                    "headline",
                    "short_headline",
                    "standfirst",
                    django.db.models.functions.text.Left("body", 100000),
                    "internal_note",
                    "slug",
                    config="simple",
                ),
                name="article_words",
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["-live_from", "-id"], name="editions_latest"),
        ),
    ]
