"""Addresses of a model's own beside Django's."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

Page = Callable[..., HttpResponse]


def own_pages(admin: ModelAdmin, rows: Iterable[tuple[str, Page, str]]) -> list[URLPattern]:
    """Where, what answers (called with the admin), and its name after `articles_<model>_`."""
    model = admin.opts.model_name

    def view(page: Page) -> Any:
        def bound(request: HttpRequest, **kwargs: Any) -> HttpResponse:
            return page(admin, request, **kwargs)

        return admin.admin_site.admin_view(bound)

    return [path(where, view(page), name=f"articles_{model}_{name}") for where, page, name in rows]
