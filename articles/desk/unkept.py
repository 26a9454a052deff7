"""What no text of the database can hold."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


class Unkept:
    """PostgreSQL keeps no NUL and no keyboard types one: whoever sends it is told so, not us."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBadRequest | None:
        """400 where a form of Django's did not refuse it before; psycopg sent nothing."""
        if isinstance(exception, DataError) and "NUL (0x00)" in str(exception):
            return HttpResponseBadRequest("NUL", content_type="text/plain")
        return None
