"""Whom a former page or key means is known to readers as long as that person is."""

from django.db import migrations

POLICIES = """
ALTER TABLE articles_formerperson ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader_sees ON articles_formerperson FOR SELECT TO newsroom_reader
    USING (EXISTS (SELECT FROM articles_person p WHERE p.id = person_id));
CREATE POLICY editor_all ON articles_formerperson TO newsroom_editor USING (true);
"""
NO_POLICIES = """
DROP POLICY reader_sees ON articles_formerperson;
DROP POLICY editor_all ON articles_formerperson;
ALTER TABLE articles_formerperson DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0125_former_people")]
    operations = [migrations.RunSQL(POLICIES, NO_POLICIES)]
