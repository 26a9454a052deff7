"""What the admin shows of each noun."""

from . import accounts, article, catalog, log, rules  # noqa: F401
