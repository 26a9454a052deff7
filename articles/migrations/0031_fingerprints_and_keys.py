"""Indexes over what is worked out of rows: a fingerprint's pieces, and a text's pictures."""

from django.db import migrations

MADE = r"""
CREATE FUNCTION newsroom_bands(likeness bigint) RETURNS integer[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY[
        (likeness & 1023)::integer,
        (1 << 10) + (likeness >> 10 & 511)::integer,
        (2 << 10) + (likeness >> 19 & 511)::integer,
        (3 << 10) + (likeness >> 28 & 511)::integer,
        (4 << 10) + (likeness >> 37 & 511)::integer,
        (5 << 10) + (likeness >> 46 & 511)::integer,
        (6 << 10) + (likeness >> 55 & 511)::integer]
$$;
CREATE INDEX original_bands ON articles_original USING gin (newsroom_bands(likeness));

CREATE FUNCTION newsroom_picture_keys(body text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(found[1]), '{}') FROM
        regexp_matches(body, '<figure[^<>]* data-picture="([^"]+)"', 'g') found
$$;
CREATE INDEX article_pictures ON articles_article USING gin (newsroom_picture_keys(body));
"""
UNMADE = """
DROP INDEX article_pictures;
DROP FUNCTION newsroom_picture_keys(text);
DROP INDEX original_bands;
DROP FUNCTION newsroom_bands(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0030_search")]
    operations = [migrations.RunSQL(MADE, UNMADE)]
