"""Collations of the languages a site can have; numbers in names by their value."""

from django.db import migrations

# A PostgreSQL without ICU sorts as it did, by bytes.
COLLATIONS = """
DO $$
DECLARE
    tongue text;
BEGIN
    FOREACH tongue IN ARRAY ARRAY['de', 'en'] LOOP
        BEGIN
            EXECUTE format('CREATE COLLATION %I (provider = icu, locale = %L)',
                'newsroom_' || tongue, tongue || '-u-kn-true');
        EXCEPTION WHEN feature_not_supported OR undefined_object THEN
            EXECUTE format('CREATE COLLATION %I FROM "C"', 'newsroom_' || tongue);
        END;
    END LOOP;
END $$;
"""
NO_COLLATIONS = "DROP COLLATION newsroom_de; DROP COLLATION newsroom_en;"


class Migration(migrations.Migration):
    dependencies = [("articles", "0120_search_at_scale")]
    operations = [migrations.RunSQL(COLLATIONS, NO_COLLATIONS)]
