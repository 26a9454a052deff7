"""Plates know what they were made from, and a file may stand under several crops."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0032_words_of_pictures")]
    operations = [
        migrations.AddField(
            "plate", "recipe", models.CharField(max_length=160, default=""), preserve_default=False
        ),
        migrations.AlterField("rendition", "name", models.CharField(max_length=72, db_index=True)),
        migrations.RemoveConstraint("rendition", "rendition_once"),
        migrations.AddConstraint(
            "rendition",
            models.UniqueConstraint(fields=["picture", "crop", "name"], name="rendition_once"),
        ),
    ]
