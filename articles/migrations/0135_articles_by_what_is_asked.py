"""Lists of one language or genre, and the week's dates, without looking through every article."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

INDEXES = [
    models.Index(fields=["language", "-changed_at", "-id"], name="article_by_language"),
    models.Index(fields=["genre", "-changed_at", "-id"], name="article_by_genre"),
    models.Index(
        fields=["live_from"],
        condition=models.Q(live_from__isnull=False),
        name="article_planned",
    ),
    models.Index(
        fields=["wanted_by"],
        condition=models.Q(wanted_by__isnull=False),
        name="article_wanted",
    ),
]


class Migration(migrations.Migration):
    atomic = False  # so that nobody who saves has to wait

    dependencies = [("articles", "0134_the_log_by_index")]
    operations = [AddIndexConcurrently("article", one) for one in INDEXES]
