"""What the admin shows of each noun."""

from . import accounts, article, catalog, dispatches, log, pictures, redirects, rules  # noqa: F401
