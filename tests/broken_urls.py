"""An address that breaks."""

from typing import Any

from django.urls import path

from newsroom.urls import handler404, handler500  # noqa: F401
from newsroom.urls import urlpatterns as house


def broken(_request: Any) -> None:
    raise RuntimeError("on purpose")


urlpatterns = [path("broken/", broken), *house]
