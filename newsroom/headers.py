"""A header that neither Django nor django-csp sets, and one that is the same on every page."""

from collections.abc import Callable
from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

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


class Policy(CSPMiddleware):
    """django-csp, which writes the site's policy once instead of with each answer.

    What a view asks for itself, a nonce among it, is written anew as ever.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        own = hasattr(request, "_csp_nonce") or any(
            one.startswith("_csp") for one in vars(response)
        )
        if own or settings.DEBUG:
            return super().process_response(request, response)
        response.headers.setdefault(HEADER, everywhere())
        return response


@cache
def everywhere() -> str:
    """The policy of every page that asks for nothing else."""
    return str(build_policy())
