"""The log of a large newsroom: its newest lines, those of one kind, and reasons by their words."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.contrib.postgres.search import SearchVector
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # so that nobody who decides has to wait

    dependencies = [("articles", "0133_hits_read_once")]
    operations = [
        AddIndexConcurrently(
            "decision", models.Index(fields=["-at", "-id"], name="decisions_latest")
        ),
        AddIndexConcurrently(
            "decision", models.Index(fields=["verb", "-at", "-id"], name="decisions_by_verb")
        ),
        AddIndexConcurrently(
            "decision",
            GinIndex(
                SearchVector("why", config="simple"),
                condition=~models.Q(why=""),
                name="decision_words",
            ),
        ),
    ]
