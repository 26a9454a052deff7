"""The desk's language is its user's; the site's is a setting."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation


def language_of_the_desk(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: under /admin/ speak what the account says, else what the browser asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/"):
            return get_response(request)
        own = getattr(request.user, "language", "")
        with translation.override(own or translation.get_language_from_request(request)):
            return get_response(request)

    return middleware
