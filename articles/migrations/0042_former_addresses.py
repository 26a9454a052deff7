"""Where readers knew a text before it came here."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0041_dispatches_end")]
    operations = [
        migrations.AddField(
            model_name="dispatch",
            name="former",
            field=models.CharField(blank=True, max_length=200, verbose_name="former address"),
        ),
    ]
