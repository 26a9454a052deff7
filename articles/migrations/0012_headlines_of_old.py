"""The headlines of what was printed before promises could look for them."""

from typing import Any

from django.db import migrations

from articles.text.headlines import normal


def remember(apps: Any, schema_editor: Any) -> None:
    Edition = apps.get_model("articles", "Edition")
    Headline = apps.get_model("articles", "Headline")
    rows = Edition.objects.values_list("story_id", "headline", "short_headline").iterator(2000)
    batch = []
    for story, *texts in rows:
        batch += [Headline(story_id=story, key=key) for key in {normal(t) for t in texts} - {""}]
        if len(batch) >= 2000:
            Headline.objects.bulk_create(batch, ignore_conflicts=True)
            batch = []
    Headline.objects.bulk_create(batch, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_links_behind_the_wall")]
    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
