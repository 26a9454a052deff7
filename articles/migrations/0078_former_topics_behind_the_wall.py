"""A topic's former address is known to readers as long as the topic is."""

from django.db import migrations

POLICIES = """
ALTER TABLE articles_formertopic ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader_sees ON articles_formertopic FOR SELECT TO newsroom_reader
    USING (EXISTS (SELECT FROM articles_tag t WHERE t.id = tag_id));
CREATE POLICY editor_all ON articles_formertopic TO newsroom_editor USING (true);
"""
NO_POLICIES = """
DROP POLICY reader_sees ON articles_formertopic;
DROP POLICY editor_all ON articles_formertopic;
ALTER TABLE articles_formertopic DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0077_former_topics")]
    operations = [migrations.RunSQL(POLICIES, NO_POLICIES)]
