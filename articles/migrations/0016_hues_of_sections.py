"""A section may have a hue that an editor chose."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_threads"),
    ]

    operations = [
        migrations.AddField(
            model_name="section",
            name="hue",
            field=models.CharField(
                blank=True,
                choices=[
                    ("brick", "brick red"),
                    ("ochre", "ochre"),
                    ("olive", "olive"),
                    ("moss", "moss green"),
                    ("fir", "fir green"),
                    ("petrol", "petrol"),
                    ("steel", "steel blue"),
                    ("blue", "blue"),
                    ("violet", "violet"),
                    ("plum", "plum"),
                    ("raspberry", "raspberry"),
                    ("umber", "umber"),
                    ("slate", "slate"),
                ],
                help_text="Of its rules, kickers and end marks. Empty: one that no other section has. Sections under another take its hue.",
                max_length=10,
                verbose_name="hue",
            ),
        ),
    ]
