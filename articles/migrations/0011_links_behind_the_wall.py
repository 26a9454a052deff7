"""Who sees a link, and since when; purge and redaction reach links."""

from importlib import import_module

from django.db import migrations

redaction = import_module("articles.migrations.0004_redaction")

# Both its stories are visible, and no newer edition of the one it stands in is.
POLICY = """
ALTER TABLE articles_link ENABLE ROW LEVEL SECURITY;
CREATE POLICY reader_sees ON articles_link FOR SELECT TO newsroom_reader USING (
    live_from <= newsroom_clock()
    AND EXISTS (SELECT FROM articles_story f WHERE f.id = articles_link.story_id)
    AND EXISTS (SELECT FROM articles_story t WHERE t.id = articles_link.to_id)
    AND NOT EXISTS (SELECT FROM articles_edition e
        WHERE e.story_id = articles_link.story_id AND e.number > articles_link.number)
);
CREATE POLICY editor_all ON articles_link TO newsroom_editor USING (true);
"""
NO_POLICY = """
DROP POLICY reader_sees ON articles_link;
DROP POLICY editor_all ON articles_link;
ALTER TABLE articles_link DISABLE ROW LEVEL SECURITY;
"""

# Foreign keys of Django's delete nothing by themselves. A promise that quoted what is purged
# stays its writer's own words, and is nobody's task any more.
DELETED = """
CREATE FUNCTION newsroom_links_of_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_unrelated WHERE article_id = OLD.id OR other_id = OLD.id;
    DELETE FROM articles_storylink WHERE article_id = OLD.id
        OR (to_id = OLD.id AND quoted = '' AND address = '' AND external = '');
    UPDATE articles_storylink SET to_id = NULL, settled = true WHERE to_id = OLD.id;
    DELETE FROM articles_link WHERE to_uid = OLD.uid;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_links_of_article BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_links_of_article();
CREATE FUNCTION newsroom_links_of_story() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_headline WHERE story_id = OLD.id;
    DELETE FROM articles_link WHERE story_id = OLD.id;
    UPDATE articles_link SET to_id = NULL WHERE to_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_links_of_story BEFORE DELETE ON articles_story
    FOR EACH ROW EXECUTE FUNCTION newsroom_links_of_story();
CREATE FUNCTION newsroom_links_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_link WHERE edition_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_links_of_edition BEFORE DELETE ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION newsroom_links_of_edition();
"""
NOT_DELETED = """
DROP TRIGGER newsroom_links_of_article ON articles_article;
DROP TRIGGER newsroom_links_of_story ON articles_story;
DROP TRIGGER newsroom_links_of_edition ON articles_edition;
DROP FUNCTION newsroom_links_of_article();
DROP FUNCTION newsroom_links_of_story();
DROP FUNCTION newsroom_links_of_edition();
"""


def piece(start: str, end: str) -> str:
    """A function as 0004 made it, to be replaced."""
    text = redaction.REDACT
    found = text[text.index(start) :]
    return found[: found.index(end) + len(end)].replace(
        "CREATE FUNCTION", "CREATE OR REPLACE FUNCTION", 1
    )


NAMES = piece("CREATE FUNCTION newsroom_redact_names", "$$;")
REDACT = piece("CREATE FUNCTION newsroom_redact(asked", "END $$;")
REDACTED = NAMES.replace(
    "('relation', 'retrieved')", "('relation', 'retrieved', 'key', 'kind')"
) + (
    REDACT.replace(
        "credits = newsroom_redact_names(credits, passages, marker),",
        "credits = newsroom_redact_names(credits, passages, marker),\n"
        "        links = newsroom_redact_names(links, passages, marker),",
    )
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_story_links")]
    operations = [
        migrations.RunSQL(POLICY, NO_POLICY),
        migrations.RunSQL(DELETED, NOT_DELETED),
        migrations.RunSQL(REDACTED, NAMES + REDACT),
    ]
