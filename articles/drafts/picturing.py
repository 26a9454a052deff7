"""Which pictures an article prints, and what of their records it freezes."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, QuerySet, TextField

from articles.catalog.models import Picture

from .models import Article

#: A picture in a cleaned text.
IN_TEXT = re.compile(r'<figure\b[^<>]* data-picture="([^"]+)"')


def pictures(lead: Picture | None, lead_caption: str, body: str) -> list[dict[str, Any]]:
    """The lead picture, then those of the text in its order, each once; unknown keys are left out.

    `own` is the caption the article gives it; the other words are those of the record today.
    """
    keys = list(dict.fromkeys(IN_TEXT.findall(body)))
    known = {one.key: one for one in Picture.objects.filter(key__in=keys)} if keys else {}
    return list(frozen_pictures(lead, lead_caption, [known[key] for key in keys if key in known]))


def frozen_pictures(
    lead: Picture | None, lead_caption: str, rest: list[Picture]
) -> Iterator[dict[str, Any]]:
    if lead:
        yield picture(lead, "lead", lead_caption)
    for one in rest:
        yield picture(one, "text")


def picture(one: Picture, role: str, own: str = "") -> dict[str, Any]:
    return {
        "key": one.key,
        "role": role,
        "own": own,
        "alt": one.alt,
        "caption": one.caption,
        "credit": one.credit,
    }


class Keys(Func):
    """The keys of the pictures in a text; an index keeps them."""

    function = "newsroom_picture_keys"
    output_field = ArrayField(TextField())


def articles_with(picture: Picture) -> QuerySet[Article]:
    """Working copies that have it above or in their text."""
    return Article.objects.annotate(keys=Keys(F("body"))).filter(
        Q(lead=picture) | Q(keys__contains=[picture.key])
    )


def pictures_of(article: Article) -> list[Picture]:
    """The lead picture and those in the text, as far as the library has them, each once."""
    keys = IN_TEXT.findall(article.body)
    rows = Picture.objects.filter(Q(key__in=keys) | Q(pk=article.lead_id))
    return list(rows.select_related("original").order_by("pk")) if keys or article.lead_id else []


def name_of(picture: Picture) -> str:
    """What people at the desk call it: its title, or else what the photographer called the file."""
    return str(getattr(picture, "original", None) or picture)


def unknown_keys(body: str) -> list[str]:
    """Keys in a text that name no picture, in their order."""
    keys = list(dict.fromkeys(IN_TEXT.findall(body)))
    known = set(Picture.objects.filter(key__in=keys).values_list("key", flat=True)) if keys else ()
    return [key for key in keys if key not in known]
