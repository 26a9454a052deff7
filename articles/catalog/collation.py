"""The order of names: as the site's language has it, not as bytes have it."""

from django.conf import settings
from django.db.models import Expression, F, Func, TextField
from django.db.models.functions import Collate


def by_locale(name: str | Expression) -> Collate:
    """A field or an expression to order by: Ägypten before Berlin, Bezirk 9 before Bezirk 10.

    Function and collations are made by a migration, one for each language a site can have. Names
    that differ in case alone may be equal: order by the name itself after it.
    """
    words = F(name) if isinstance(name, str) else name
    key = Func(words, function="newsroom_order", output_field=TextField())
    return Collate(key, f"newsroom_{settings.LANGUAGE_CODE}")
