"""Pictures in previews: cut from the desk's own prints, since nothing of them may be public yet."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control

from articles.catalog.models import Picture
from articles.darkroom.crops import CROPS
from articles.drafts import sharing
from articles.drafts.models import Share
from articles.press.plates import proof_of, sheets
from articles.reader import clock
from articles.reader.models import Edition
from articles.reader.pictures import Pictures, Shown

#: What a story's page shows.
ON_PAGES = ("wide", "whole")


def pictures(edition: Edition) -> Pictures:
    """Of an edition that nobody has printed: the plates it would have, by addresses of the desk."""
    now = clock.now()
    keys = [one["key"] for one in edition.pictures]
    return {
        one.key: Shown(one.key, {crop: plate(one, crop) for crop in ON_PAGES})
        for one in Picture.objects.filter(key__in=keys)
        if one.usable_until is None or one.usable_until > now
    }


def plate(one: Picture, crop: str) -> dict[str, Any]:
    made = sheets(one, crop)[0]
    return {
        "width": made.width,
        "height": made.height,
        "sources": {"jpeg": [[made.width, f"{one.key}/{crop}.jpg", 0]]},
        "colour": one.colour,
        "sensitive": one.sensitive,
    }


def root() -> str:
    """Where the desk's own addresses of these begin."""
    return f"{reverse('admin:index')}proofs/"


def page(request: HttpRequest, key: str, crop: str) -> HttpResponse:
    """One crop, for those who may see articles."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    return sent(key, crop)


def for_guest(request: HttpRequest, secret: str, key: str, crop: str) -> HttpResponse:
    """One crop, for whoever has a link to a version that shows it. All else is the same 404."""
    link = sharing.opened(secret)
    if link is None or not shows(link, key):
        raise Http404
    return sent(key, crop)


def shows(link: Share, key: str) -> bool:
    content = link.article.versions.get(number=link.version).content
    lead = Picture.objects.filter(pk=content.get("lead_id")).values_list("key", flat=True).first()
    return key == lead or f'data-picture="{key}"' in content.get("body", "")


def sent(key: str, crop: str) -> HttpResponse:
    one = Picture.objects.filter(key=key).first()
    data = proof_of(one, crop) if one and crop in CROPS else None
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, max_age=600)
    return response
