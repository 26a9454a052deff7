"""A picture's file at the desk: the prints to look at, and another file for the same record."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from articles.catalog.models import Picture
from articles.drafts.errors import Refusal
from articles.drafts.models import Original
from articles.drafts.models.original import PRINTS, private
from articles.drafts.picturing import name_of
from articles.drafts.receiving import plain_name, replace
from articles.press.repicture import repicture

from .uploading import in_brief, path_of


def shown(admin: ModelAdmin, request: Any, pk: int, size: str) -> HttpResponse:
    """GET: a small or large JPEG made of it, for those who may see the library."""
    if not admin.has_view_permission(request):
        raise PermissionDenied
    original = get_object_or_404(Original, picture=pk)
    if size not in PRINTS:
        raise Http404
    try:
        with private().open(original.print_name(size)) as file:
            response = HttpResponse(file.read(), content_type="image/jpeg")
    except FileNotFoundError as error:
        raise Http404 from error
    except ConnectionError:
        return HttpResponse(status=503, content_type="text/plain", headers={"Retry-After": "30"})
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, max_age=3600)
    return response


def replaced(admin: ModelAdmin, request: Any, pk: int) -> HttpResponse:
    """GET asks for the file, POST takes it; the record and its uses stay."""
    picture = get_object_or_404(Picture.objects.select_related("original"), pk=pk)
    if not admin.has_change_permission(request):
        raise PermissionDenied
    if request.method == "POST" and taken(request, picture):
        return HttpResponseRedirect(reverse("admin:articles_picture_change", args=[pk]))
    context = {
        "title": _("Replace the file"),
        "picture": picture,
        "named": name_of(picture),
        "shown": in_brief(picture),
        "opts": Picture._meta,
    }
    context |= admin.admin_site.each_context(request)
    return TemplateResponse(request, "admin/desk/replace.html", context)


def taken(request: Any, picture: Picture) -> bool:
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file."))
        return False
    try:
        with transaction.atomic():
            name = plain_name(file.name or "")
            repicture(replace(picture, path_of(file), name, by=request.user))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("The file is replaced; look at the focus and the crops."))
    return True
