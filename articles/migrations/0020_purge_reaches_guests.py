"""Links for guests, and what guests said, go with their article."""

from django.db import migrations

# A trigger of its own beside the one that takes autosaves along: each table's is its own concern.
PURGED = """
CREATE FUNCTION newsroom_shares_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_sharevisit v USING articles_share s
        WHERE v.share_id = s.id AND s.article_id = OLD.id;
    DELETE FROM articles_sharereply r USING articles_share s
        WHERE r.share_id = s.id AND s.article_id = OLD.id;
    DELETE FROM articles_share WHERE article_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_shares_purged BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_shares_purged();
"""
NOT_PURGED = """
DROP TRIGGER newsroom_shares_purged ON articles_article;
DROP FUNCTION newsroom_shares_purged();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0019_links_for_guests")]
    operations = [migrations.RunSQL(PURGED, NOT_PURGED)]
