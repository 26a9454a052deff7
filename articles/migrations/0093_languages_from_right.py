"""Articles in Arabic and Hebrew: a choice in a form, no change to any row."""

from django.db import migrations, models

LANGUAGES = [
    ("de", "Deutsch"),
    ("de-AT", "Deutsch (Österreich)"),
    ("de-CH", "Deutsch (Schweiz)"),
    ("en", "English"),
    ("en-GB", "English (UK)"),
    ("en-US", "English (US)"),
    ("ar", "العربية"),
    ("he", "עברית"),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0092_missing_addresses")]
    operations = [
        migrations.AlterField(
            "article",
            "language",
            models.CharField("language", choices=LANGUAGES, default="de", max_length=12),
        ),
        migrations.AlterField(
            "route",
            "language",
            models.CharField("language", blank=True, choices=LANGUAGES, max_length=8),
        ),
    ]
