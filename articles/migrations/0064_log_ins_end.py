"""A new password, another role or a closed account ends every log-in, whoever wrote it and how."""

from django.db import migrations

END = """
CREATE FUNCTION newsroom_end_log_ins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM articles_login WHERE user_id = COALESCE(
        (to_jsonb(COALESCE(NEW, OLD)) ->> 'user_id')::bigint,
        (to_jsonb(COALESCE(NEW, OLD)) ->> 'id')::bigint
    );
    RETURN NULL;
END $$;

CREATE TRIGGER log_ins_end AFTER UPDATE ON articles_user FOR EACH ROW
WHEN (
    (OLD.password, OLD.is_active, OLD.is_staff, OLD.is_superuser)
    IS DISTINCT FROM (NEW.password, NEW.is_active, NEW.is_staff, NEW.is_superuser)
) EXECUTE FUNCTION newsroom_end_log_ins();
CREATE TRIGGER log_ins_end AFTER INSERT OR DELETE ON articles_user_groups
FOR EACH ROW EXECUTE FUNCTION newsroom_end_log_ins();
CREATE TRIGGER log_ins_end AFTER INSERT OR DELETE ON articles_user_user_permissions
FOR EACH ROW EXECUTE FUNCTION newsroom_end_log_ins();
"""
REVERSE = """
DROP TRIGGER log_ins_end ON articles_user_user_permissions;
DROP TRIGGER log_ins_end ON articles_user_groups;
DROP TRIGGER log_ins_end ON articles_user;
DROP FUNCTION newsroom_end_log_ins();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0063_second_factor")]
    operations = [migrations.RunSQL(END, REVERSE)]
