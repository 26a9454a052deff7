"""The house's quotation marks, by language, beside its other settings."""

from typing import Any

from django.db import migrations, models

CHOICES = [
    ("", "as the language has them"),
    ("„“", "„…“"),
    ("«»", "«…»"),
    ("»«", "»…«"),
    ("“”", "“…”"),
]


def marks(name: str, label: str, help_text: str) -> Any:
    return migrations.AddField(
        model_name="house",
        name=name,
        field=models.CharField(
            blank=True,
            choices=CHOICES,
            db_default="",
            default="",
            help_text=help_text,
            max_length=2,
            verbose_name=label,
        ),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0130_no_tour_for_old_hands"),
    ]

    operations = [
        marks(
            "quotes_de",
            "quotation marks in German",
            "What proof asks for, and typography proposes.",
        ),
        marks(
            "quotes_de_ch",
            "quotation marks in Swiss German",
            "Those of German, where they are chosen, count here as long as nothing else is.",
        ),
        marks(
            "quotes_en",
            "quotation marks in English",
            "What proof asks for, and typography proposes.",
        ),
    ]
