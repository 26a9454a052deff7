"""The words of an edition say themselves until when they are found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0093_languages_from_right")]
    operations = [
        migrations.AddField("concordance", "until", models.DateTimeField(null=True)),
    ]
