"""Readers may see what the newsroom says of itself; its grants keep the sender of mails back."""

from django.db import migrations

POLICIES = """
ALTER TABLE articles_house ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader_sees ON articles_house FOR SELECT TO newsroom_reader USING (true);
CREATE POLICY editor_all ON articles_house TO newsroom_editor USING (true);
"""
NO_POLICIES = """
DROP POLICY reader_sees ON articles_house;
DROP POLICY editor_all ON articles_house;
ALTER TABLE articles_house DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0127_house")]
    operations = [migrations.RunSQL(POLICIES, NO_POLICIES)]
