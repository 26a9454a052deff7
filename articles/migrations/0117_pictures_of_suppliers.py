"""Whether the pictures that a supplier's texts name are fetched; none is, until somebody says so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0101_purge_reaches_remarks")]
    operations = [
        migrations.AddField(
            "supplier",
            "pictures",
            models.BooleanField(
                "take its pictures",
                db_default=False,
                default=False,
                help_text=(
                    "Pictures that its texts name are fetched into the library, with its credit."
                    " Nobody sees them before they are published."
                ),
            ),
        )
    ]
