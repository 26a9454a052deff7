"""What every answer tells browsers to refuse: here, since it is the same on every page."""

from functools import cache

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

#: No page of ours uses these, so no script that gets in and no frame may either.
UNUSED = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"


class Policy(CSPMiddleware):
    """django-csp, which writes the site's policy once instead of with each answer; and a header
    that neither it nor Django sets.

    What a view asks for itself, a nonce among it, is written anew as ever.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response.headers.setdefault("Permissions-Policy", UNUSED)
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
