"""Pages speak the site's language, and that is said once."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

Answer = Callable[[HttpRequest], HttpResponseBase]


def language_of_the_site(get_response: Answer) -> Answer:
    """Middleware: where none is said Django looks for the setting with each word it translates."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        translation.activate(settings.LANGUAGE_CODE)
        try:
            return get_response(request)
        finally:
            translation.deactivate()

    return middleware
