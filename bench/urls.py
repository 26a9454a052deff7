"""The public addresses, and beside them a page that costs nothing but the framework."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

handler404 = "articles.reader.views.not_found"
handler500 = "articles.reader.views.broken"
BARE = b"x" * 30_000


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BARE)


urlpatterns = [path("bare", bare), path("", include("articles.reader.urls"))]
