"""Which pictures readers see, and that their uses go with the edition they stand in."""

from django.db import migrations

IN_RIGHTS = "usable_until IS NULL OR usable_until > newsroom_clock()"
USED = " OR ".join(
    f"EXISTS (SELECT FROM {table} used WHERE used.{column} = articles_picture.id)"
    for table, column in (
        ("articles_pictureuse", "picture_id"),
        ("articles_person", "portrait_id"),
        ("articles_section", "picture_id"),
    )
)
PICTURE = "EXISTS (SELECT FROM articles_picture p WHERE p.id = picture_id)"
READER_SEES = {
    "articles_pictureuse": """
        live_from <= newsroom_clock() AND NOT withdrawn AND NOT EXISTS (
            SELECT FROM articles_edition e
            WHERE e.story_id = articles_pictureuse.story_id
                AND e.number > articles_pictureuse.number)
    """,
    "articles_picture": f"({IN_RIGHTS}) AND ({USED})",
    "articles_plate": PICTURE,
    "articles_rendition": PICTURE,
}
POLICIES = "".join(
    f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
    f"CREATE POLICY reader_sees ON {table} FOR SELECT TO newsroom_reader USING ({rule});"
    f"CREATE POLICY editor_all ON {table} TO newsroom_editor USING (true);"
    for table, rule in READER_SEES.items()
)
NO_POLICIES = "".join(
    f"DROP POLICY reader_sees ON {table};"
    f"DROP POLICY editor_all ON {table};"
    f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;"
    for table in READER_SEES
)
DELETED = """
CREATE FUNCTION newsroom_pictures_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_pictureuse WHERE edition_id = OLD.id;
    RETURN OLD;
END $$;
CREATE TRIGGER newsroom_pictures_of_edition BEFORE DELETE ON articles_edition
    FOR EACH ROW EXECUTE FUNCTION newsroom_pictures_of_edition();
"""
NOT_DELETED = """
DROP TRIGGER newsroom_pictures_of_edition ON articles_edition;
DROP FUNCTION newsroom_pictures_of_edition();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0022_pictures")]
    operations = [
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(DELETED, NOT_DELETED),
    ]
