"""What the admin shows of each noun."""

from . import accounts, article, catalog, dispatches, log, pictures, rules, suppliers  # noqa: F401
