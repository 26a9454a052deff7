"""The cluster's roles: their names, and the SQL that makes them once."""

OWNER = "newsroom_owner"
APP = "newsroom_app"
SITE = "newsroom_site"
EDITOR = "newsroom_editor"
READER = "newsroom_reader"
PREVIEW = "newsroom_preview"

#: name: attributes. Members are granted after APP exists, so that it inherits from none of them.
#: SITE is the public process's own login: whatever its code may be made to say, no other role than
#: the reader's is open to it.
ATTRIBUTES = {
    OWNER: "LOGIN CREATEDB",
    APP: "LOGIN NOINHERIT",
    SITE: "LOGIN NOINHERIT",
    EDITOR: "NOLOGIN",
    READER: "NOLOGIN",
    PREVIEW: "NOLOGIN",
}

_CREATE = """\
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN
        CREATE ROLE {name} {attributes};
    END IF;
END $$;"""


def setup_sql(database: str = "") -> str:
    """SQL for a superuser, safe to run twice: the roles, and `database` handed to the owner.

    Roles belong to the whole cluster, so no migration makes them. With an empty `database`
    only the roles are made.
    """
    lines = [_CREATE.format(name=name, attributes=what) for name, what in ATTRIBUTES.items()]
    lines += [
        f"GRANT {EDITOR}, {READER}, {PREVIEW} TO {APP};",
        f"GRANT {EDITOR}, {READER}, {PREVIEW} TO {OWNER};",
        f"GRANT {READER} TO {SITE};",
    ]
    if database:
        lines += [
            f'ALTER DATABASE "{database}" OWNER TO {OWNER};',
            f'REVOKE ALL ON DATABASE "{database}" FROM PUBLIC;',
            f'GRANT CONNECT ON DATABASE "{database}" TO {APP}, {SITE};',
        ]
    return "\n".join(lines) + "\n"
