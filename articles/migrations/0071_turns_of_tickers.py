"""How often a ticker's entries changed, for those who keep copies; which of them feeds take back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0065_topics_of_pictures")]
    operations = [
        migrations.AddField("story", "turns", models.PositiveIntegerField(default=0, db_default=0)),
        migrations.AddField("story", "turned_at", models.DateTimeField(null=True)),
        migrations.AddField("story", "recalled", models.JSONField(null=True)),
        migrations.AddIndex(
            "story",
            models.Index(
                fields=["turned_at", "id"],
                condition=models.Q(turned_at__isnull=False),
                name="tickers_turned",
            ),
        ),
    ]
