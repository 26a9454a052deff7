"""How long an article is to be, and what that is counted in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0094_readership"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="length",
            field=models.PositiveIntegerField(editable=False, null=True, verbose_name="length"),
        ),
        migrations.AddField(
            model_name="article",
            name="measure",
            field=models.CharField(
                choices=[("characters", "characters"), ("words", "words")],
                db_default="characters",
                default="characters",
                editable=False,
                max_length=10,
            ),
        ),
    ]
