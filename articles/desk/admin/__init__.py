"""What the admin shows of each noun."""

from . import accounts, article, catalog, dispatches, log, pictures, rules  # noqa: F401
