"""Migrations wait for nobody long: whoever waits for a lock makes everybody behind it wait, too."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

#: How long a migration may ask for a lock; then it fails, nothing is changed, and it is run again.
PATIENCE = "4s"


def before_migrate(
    app_config: Any, using: str = DEFAULT_DB_ALIAS, plan: Any = (), **kwargs: Any
) -> None:
    """Signal handler: the connection that changes the schema becomes impatient."""
    if app_config.name == "articles" and plan:
        be_patient(using, PATIENCE)


def after_migrate(app_config: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    """Signal handler: what comes after it on this connection is no migration."""
    if app_config.name == "articles":
        be_patient(using, "0")


def be_patient(using: str, limit: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [limit])
