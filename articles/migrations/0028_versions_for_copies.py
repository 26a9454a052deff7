"""What those need to know who keep copies: versions that only grow, and what came back when."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0027_names_of_the_gone")]

    operations = [
        migrations.AddField("story", "withdrawals", models.PositiveSmallIntegerField(default=0)),
        migrations.AddField("story", "returned_at", models.DateTimeField(null=True)),
        migrations.AddField("gone", "version", models.PositiveIntegerField(default=1)),
        migrations.AddIndex(
            "story",
            models.Index(
                fields=["returned_at", "id"],
                condition=models.Q(returned_at__isnull=False),
                name="stories_returned",
            ),
        ),
        migrations.AddIndex(
            "edition", models.Index(fields=["live_from", "id"], name="editions_by_moment")
        ),
    ]
