"""A trigger keeps the words of every article; purge reaches them."""

from django.db import migrations

# A word vector has a size limit of its own: a very long text is known by its beginning.
# Quotation marks are letters to the parser of some locales.
WORDS = """
CREATE FUNCTION newsroom_vector(language text, headline text, standfirst text, body text)
RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT setweight(to_tsvector(c, regexp_replace(headline, marks, ' ', 'g')), 'A')
        || setweight(to_tsvector(c, regexp_replace(standfirst, marks, ' ', 'g')), 'B')
        || setweight(to_tsvector(c, regexp_replace(left(body, 100000), marks, ' ', 'g')), 'D')
    FROM (SELECT CASE WHEN language LIKE 'en%' THEN 'english'::regconfig
        ELSE 'german'::regconfig END AS c, '[«»‹›„“”‚‘’…]' AS marks) AS configuration
$$;
CREATE FUNCTION newsroom_words_of_article() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO articles_vocabulary (article_id, vector)
        VALUES (NEW.id, newsroom_vector(NEW.language, NEW.headline, NEW.standfirst, NEW.body))
        ON CONFLICT (article_id) DO UPDATE SET vector = EXCLUDED.vector;
    RETURN NULL;
END $$;
CREATE TRIGGER newsroom_words_of_article
    AFTER INSERT OR UPDATE OF language, headline, standfirst, body ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_words_of_article();
CREATE FUNCTION newsroom_words_purged() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_vocabulary WHERE article_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_words_purged BEFORE DELETE ON articles_article
    FOR EACH ROW EXECUTE FUNCTION newsroom_words_purged();
ALTER TABLE articles_vocabulary ALTER COLUMN vector SET STATISTICS 1000;
"""
NO_WORDS = """
ALTER TABLE articles_vocabulary ALTER COLUMN vector SET STATISTICS -1;
DROP TRIGGER newsroom_words_purged ON articles_article;
DROP TRIGGER newsroom_words_of_article ON articles_article;
DROP FUNCTION newsroom_words_purged();
DROP FUNCTION newsroom_words_of_article();
DROP FUNCTION newsroom_vector(text, text, text, text);
"""
KNOWN = """
INSERT INTO articles_vocabulary (article_id, vector)
    SELECT id, newsroom_vector(language, headline, standfirst, body) FROM articles_article
    ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_vocabulary")]
    operations = [
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]
