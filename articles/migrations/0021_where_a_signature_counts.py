"""A section editor's signature counts in the section it was given for, and below."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_purge_reaches_guests")]

    operations = [
        migrations.AddField(
            model_name="signature",
            name="home",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=models.PROTECT,
                related_name="+",
                to="articles.section",
            ),
        ),
    ]
