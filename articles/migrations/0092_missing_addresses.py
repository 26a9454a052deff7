"""Addresses that readers asked for in vain, summed by day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0091_redirects_to_anything")]
    operations = [
        migrations.CreateModel(
            name="Missing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("path", models.CharField(max_length=200, verbose_name="address")),
                ("times", models.PositiveIntegerField(verbose_name="times")),
            ],
            options={
                "verbose_name": "missing address",
                "verbose_name_plural": "missing addresses",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("day", "path"), name="missing_once_a_day")
                ],
            },
        ),
    ]
