"""The order of names: as the site's language has it, not as bytes have it."""

from django.conf import settings
from django.db.models import Expression, F
from django.db.models.functions import Collate


def by_locale(field: str) -> Collate:
    """A column to order by: Ägypten before Berlin, Bezirk 9 before Bezirk 10.

    The collations are made by a migration, one for each language a site can have.
    """
    column: Expression | F = F(field)
    return Collate(column, f"newsroom_{settings.LANGUAGE_CODE}")
