"""The address of an embed may hold the words, too: then nothing is embedded any more."""

from django.db import migrations

HTML = r"""
CREATE OR REPLACE FUNCTION newsroom_redact_html(html text, passages text[], marker text)
RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    passage text;
    token text;
    done text := '';
BEGIN
    FOREACH passage IN ARRAY passages LOOP
        IF position('<' IN passage) > 0 THEN
            html := replace(html, passage,
                marker || regexp_replace(passage, '[^<>]*(<[^<>]*>)?', '\1', 'g'));
        END IF;
    END LOOP;
    FOR token IN SELECT m[1] FROM regexp_matches(html, '(<[^<>]*>|[^<]+)', 'g') AS m LOOP
        IF left(token, 1) <> '<' THEN
            token := newsroom_redact_text(token, passages, marker);
        ELSIF left(token, 3) = '<a ' AND substring(token FROM 'href="([^"]*)"') IS DISTINCT FROM
            newsroom_redact_text(substring(token FROM 'href="([^"]*)"'), passages, marker)
        THEN
            token := regexp_replace(token, 'href="[^"]*"', 'href="/"');
        %s
        END IF;
        done := done || token;
    END LOOP;
    RETURN done;
END $$;
"""
EMBEDS = """ELSIF left(token, 5) = '<div ' AND substring(token FROM 'data-embed="([^"]*)"')
            IS DISTINCT FROM
            newsroom_redact_text(substring(token FROM 'data-embed="([^"]*)"'), passages, marker)
        THEN
            token := regexp_replace(token, 'data-embed="[^"]*"', 'data-embed="removed"');"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_hues_of_sections")]

    operations = [migrations.RunSQL(HTML % EMBEDS, HTML % "")]
