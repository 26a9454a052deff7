"""A header that neither Django nor django-csp sets."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: No page of ours uses these, so no script that gets in and no frame may either.
UNUSED = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


def permissions(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: every answer says what a page may not ask a browser for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", UNUSED)
        return response

    return middleware
