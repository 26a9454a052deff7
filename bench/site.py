"""What `bench pages` measures: the public site, and beside it an address that costs nothing."""

from newsroom.public import application

__all__ = ["application"]

from django.conf import settings

settings.ROOT_URLCONF = "bench.urls"
