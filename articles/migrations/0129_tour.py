"""The step of the first day's tour that stands open for an account."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0128_house_behind_the_wall"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="tour",
            field=models.PositiveSmallIntegerField(db_default=1, default=1, editable=False),
        ),
    ]
