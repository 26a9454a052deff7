"""Redirects to what is no story, and from all that begins alike."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0090_pages")]
    operations = [
        migrations.AlterModelOptions(
            "redirect",
            {
                "default_permissions": (),
                "verbose_name": "redirect",
                "verbose_name_plural": "redirects",
            },
        ),
        migrations.AddField(
            "redirect",
            "prefix",
            models.BooleanField(db_default=False, default=False, verbose_name="and all below it"),
        ),
        migrations.AlterField(
            "redirect", "path", models.CharField("old address", max_length=200, unique=True)
        ),
        migrations.AlterField("redirect", "to", models.CharField("leads to", max_length=200)),
        migrations.AlterField(
            "redirect",
            "story",
            models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="redirects",
                to="articles.story",
            ),
        ),
        migrations.AlterField(
            "redirect", "live_from", models.DateTimeField("since", editable=False)
        ),
    ]
