"""An index for what stands beside an article: its section's articles of its week."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # so that nobody who writes has to wait

    dependencies = [("articles", "0121_order_of_names")]
    operations = [
        AddIndexConcurrently(
            "article",
            models.Index(fields=["section", "-created_at", "-id"], name="article_beside"),
        ),
    ]
