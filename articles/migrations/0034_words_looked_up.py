"""The index of words keeps no list of what it has yet to sort in: every look-up would read it."""

import django.contrib.postgres.indexes
from django.db import migrations

WORDS = {"fields": ["vector"], "name": "vocabulary_words"}


class Migration(migrations.Migration):
    dependencies = [("articles", "0033_plates_and_their_files")]
    operations = [
        migrations.SeparateDatabaseAndState(
            [
                migrations.RunSQL(
                    "ALTER INDEX vocabulary_words SET (fastupdate = off);"
                    "SELECT gin_clean_pending_list('vocabulary_words');",
                    "ALTER INDEX vocabulary_words RESET (fastupdate);",
                )
            ],
            [
                migrations.RemoveIndex("Vocabulary", "vocabulary_words"),
                migrations.AddIndex(
                    "Vocabulary",
                    django.contrib.postgres.indexes.GinIndex(fastupdate=False, **WORDS),
                ),
            ],
        )
    ]
