"""The order of names in the languages a site can have; numbers in names by their value."""

from django.db import migrations

# ICU knows it. A PostgreSQL built without ICU (the one that needs no setup is) compares a folded
# form instead: no case, no accents, ss for sharp s, numbers filled up with noughts.
ORDER = r"""
DO $do$
DECLARE
    tongue text;
    folded text := 'words';
BEGIN
    FOREACH tongue IN ARRAY ARRAY['de', 'en'] LOOP
        BEGIN
            EXECUTE format('CREATE COLLATION %I (provider = icu, locale = %L)',
                'newsroom_' || tongue, tongue || '-u-kn-true');
        EXCEPTION WHEN feature_not_supported OR undefined_object THEN
            EXECUTE format('CREATE COLLATION %I FROM "C"', 'newsroom_' || tongue);
            folded := $sql$regexp_replace(regexp_replace(regexp_replace(
                replace(lower(normalize(words, NFKD)), U&'\00df', 'ss'),
                U&'[\0300-\036f]', '', 'g'),
                '(\d+)', '0000000\1', 'g'), '0*(\d{8})(?!\d)', '\1', 'g')$sql$;
        END;
    END LOOP;
    EXECUTE format('CREATE FUNCTION newsroom_order(words text) RETURNS text LANGUAGE sql'
        ' IMMUTABLE STRICT PARALLEL SAFE AS $f$ SELECT %s $f$', folded);
END $do$;
COMMENT ON FUNCTION newsroom_order(text) IS 'What of a name is compared where lists are sorted.';
"""
NO_ORDER = """
DROP FUNCTION newsroom_order(text);
DROP COLLATION newsroom_de;
DROP COLLATION newsroom_en;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0120_search_at_scale")]
    operations = [migrations.RunSQL(ORDER, NO_ORDER)]
