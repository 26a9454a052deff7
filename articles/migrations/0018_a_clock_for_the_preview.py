"""For the preview's role "now" is the moment it asks for; for everybody else nothing changes."""

from django.db import migrations

# Not SECURITY DEFINER: current_user must be who asks. No other role is heard, so that a setting,
# which any client may change, moves nobody else's clock.
CLOCK = """
CREATE OR REPLACE FUNCTION newsroom_clock() RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN current_user = 'newsroom_preview'
        THEN coalesce(
            nullif(current_setting('newsroom.moment', true), '')::timestamptz,
            statement_timestamp())
        ELSE statement_timestamp() END
$$;
"""
CLOCK_BEFORE = """
CREATE OR REPLACE FUNCTION newsroom_clock() RETURNS timestamptz LANGUAGE sql STABLE
    AS 'SELECT statement_timestamp()';
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_redact_embeds")]
    operations = [migrations.RunSQL(CLOCK, CLOCK_BEFORE)]
