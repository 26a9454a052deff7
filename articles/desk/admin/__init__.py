"""What the admin shows of each noun."""

from . import (  # noqa: F401
    accounts,
    article,
    catalog,
    dispatches,
    jobs,
    log,
    outward,
    pictures,
    redirects,
    routes,
    rules,
    suppliers,
)
