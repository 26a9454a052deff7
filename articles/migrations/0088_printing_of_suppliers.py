"""How much of what a supplier sends may be printed as it came."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0087_stories_of_several"),
    ]

    operations = [
        migrations.AddField(
            model_name="supplier",
            name="printing",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "the desk decides"),
                    ("rewritten", "must be rewritten"),
                    ("whole", "may be printed whole"),
                ],
                default="",
                help_text="What must be rewritten cannot be published while more than a fifth of its words stand as they came.",
                max_length=10,
                verbose_name="printing",
            ),
        ),
    ]
