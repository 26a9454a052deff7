"""The entries that tickers have: copies made so far lack them, so their versions go up."""

from django.db import migrations

TURNED = """
UPDATE articles_story SET turns = had.turns, turned_at = had.last
FROM (
    SELECT entry.story_id, count(*) AS turns, max(edition.live_from) AS last
    FROM articles_entry entry JOIN articles_entryedition edition ON edition.entry_id = entry.id
    GROUP BY entry.story_id
) had
WHERE had.story_id = articles_story.id;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0071_turns_of_tickers")]
    operations = [migrations.RunSQL(TURNED, migrations.RunSQL.noop)]
