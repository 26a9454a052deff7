"""What the admin shows of each noun."""

from . import (  # noqa: F401
    accounts,
    article,
    catalog,
    dispatches,
    jobs,
    log,
    pictures,
    redirects,
    routes,
    rules,
    suppliers,
)
