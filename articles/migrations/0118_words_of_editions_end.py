"""The words of an edition say themselves until when they are found."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0117_pictures_of_suppliers")]
    operations = [
        migrations.AddField("concordance", "until", models.DateTimeField(null=True)),
    ]
