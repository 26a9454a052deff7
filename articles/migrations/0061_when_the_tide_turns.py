"""The moment of the next change, for the lifetimes of copies; nothing of what will change."""

from django.db import migrations

# As its owner, since readers see no tide that has not come in: they get one moment, and no scope.
TURN = """
CREATE FUNCTION newsroom_turn() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp
    AS 'SELECT min(at) FROM articles_tide WHERE at > newsroom_clock()';
REVOKE ALL ON FUNCTION newsroom_turn() FROM PUBLIC;
"""
NO_TURN = "DROP FUNCTION newsroom_turn();"


class Migration(migrations.Migration):
    dependencies = [("articles", "0060_next_turn_of_the_tide")]
    operations = [migrations.RunSQL(TURN, NO_TURN)]
