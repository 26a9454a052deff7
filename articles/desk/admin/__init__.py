"""What the admin shows of each noun."""

from . import accounts, article, catalog, log  # noqa: F401
