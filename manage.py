#!/usr/bin/env python
"""Django's command line, in the database role each command needs."""

import os
import sys

#: Commands that change the schema or everything at once. All others work as the desk does.
AS_OWNER = {"migrate", "flush", "sqlflush", "dbshell", "dbroles", "test"}
AS_OWNER |= {"backup", "restore", "import_all"}
#: Commands that may see what readers see, and nothing else.
AS_READER = {"bake"}


def main() -> None:
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    role = "owner" if command in AS_OWNER else "reader" if command in AS_READER else "editor"
    os.environ.setdefault("NEWSROOM_ROLE", role)
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here: run `make run` once, or install requirements.txt.")
    from newsroom import localdb

    try:
        localdb.start_if_ours()
    except localdb.DatabaseUnavailable as error:
        sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
