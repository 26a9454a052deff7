"""Readers may have the files of logos; the desk adds some, and changes none, by grant."""

from django.db import migrations

POLICIES = """
ALTER TABLE articles_logo ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader_sees ON articles_logo FOR SELECT TO newsroom_reader USING (true);
CREATE POLICY editor_all ON articles_logo TO newsroom_editor USING (true);
"""
NO_POLICIES = """
DROP POLICY reader_sees ON articles_logo;
DROP POLICY editor_all ON articles_logo;
ALTER TABLE articles_logo DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0137_logos")]
    operations = [migrations.RunSQL(POLICIES, NO_POLICIES)]
