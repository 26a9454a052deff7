"""A trigger keeps until when an edition's words are found: the moment of the next one's.

So a search asks nothing of other rows, of which a common word would make it ask thousands. Whoever
writes words, an older release or a bulk load as well, need not know of it.
"""

from django.db import migrations

ENDS = """
CREATE FUNCTION newsroom_words_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.story_id ELSE NEW.story_id END;
BEGIN
    -- All but a few stories have one row.
    IF TG_OP <> 'INSERT' OR EXISTS (SELECT FROM articles_concordance
            WHERE story_id = changed AND number <> NEW.number) THEN
        UPDATE articles_concordance c SET until = following.moment
        FROM (SELECT edition_id, min(live_from) OVER (ORDER BY number DESC
                    GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS moment
            FROM articles_concordance WHERE story_id = changed) AS following
        WHERE c.edition_id = following.edition_id AND c.until IS DISTINCT FROM following.moment;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER newsroom_words_end
    AFTER INSERT OR DELETE OR UPDATE OF live_from, number, story_id ON articles_concordance
    FOR EACH ROW EXECUTE FUNCTION newsroom_words_end();
"""
NO_ENDS = """
DROP TRIGGER newsroom_words_end ON articles_concordance;
DROP FUNCTION newsroom_words_end();
"""

#: Of the few stories with an edition that is due, the rows that are there already.
FILL = """
UPDATE articles_concordance c SET until = later.moment
FROM (SELECT edition_id, lead(live_from) OVER (PARTITION BY story_id ORDER BY number) AS moment
    FROM articles_concordance) AS later
WHERE c.edition_id = later.edition_id AND later.moment IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0118_words_of_editions_end")]
    operations = [
        migrations.RunSQL(ENDS, NO_ENDS),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
