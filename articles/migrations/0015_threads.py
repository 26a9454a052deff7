"""Which running story a link is part of."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_words_kept_true"),
    ]

    operations = [
        migrations.AddField(
            model_name="link",
            name="thread",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddIndex(
            model_name="link",
            index=models.Index(
                condition=models.Q(("thread__isnull", False)),
                fields=["thread", "-live_from", "-id"],
                name="links_of_thread",
            ),
        ),
    ]
