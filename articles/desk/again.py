"""Two people who enter the same at the same moment."""

from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse


class Again:
    """For an admin class: the second of two is told what the first one took.

    Both forms were right when they were looked at; the database refuses one row. By then the other
    one can be seen, so the form, looked at again, says so beside its field.
    """

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        desk: Any = super()
        try:
            answer: HttpResponse = desk.changeform_view(request, *args, **kwargs)
        except IntegrityError:
            if request.FILES:  # Read to its end, and not to be had twice.
                raise
            answer = desk.changeform_view(request, *args, **kwargs)
        return answer
