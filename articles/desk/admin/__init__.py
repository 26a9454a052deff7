"""What the admin shows of each noun."""

from . import accounts, article, catalog, dispatches, log, pictures, routes, rules, suppliers  # noqa: F401
