"""What the admin shows of each noun."""

from . import accounts, article, catalog, log, pictures, rules  # noqa: F401
