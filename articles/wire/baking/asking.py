"""Asking the site's own views within this process, as a reader would."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.utils import translation

from articles.reader.media import read
from articles.reader.models import Rendition


@dataclass(frozen=True)
class Answer:
    """What a view said. `body` is empty with a 304."""

    status: int
    content_type: str
    etag: str
    body: bytes
    location: str
    #: Of the address, as the list of addresses calls it.
    name: str

    @property
    def readable(self) -> bool:
        """Whether it is text, in which links may stand."""
        kind = self.content_type.partition(";")[0]
        return kind.startswith("text/") or kind.endswith(("xml", "json"))


@cache
def handler() -> BaseHandler:
    made = BaseHandler()
    made.load_middleware()
    return made


def ask(address: str, etag: str = "") -> Answer:
    """The answer to a GET. With `etag`, a state that is still the newest answers 304."""
    path, _mark, query = address.partition("?")
    site = urlsplit(settings.SITE_URL)
    known = {"HTTP_IF_NONE_MATCH": etag} if etag else {}
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "HTTP_HOST": site.netloc,
            "SERVER_NAME": site.hostname or "localhost",
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
            **known,
        }
    )
    with translation.override(settings.LANGUAGE_CODE):
        response = handler().get_response(request)
    match = request.resolver_match
    name = (match.url_name if match else None) or ""
    # The server in front would send the file; here it is read.
    sent = response.has_header("X-Accel-Redirect")
    return Answer(
        response.status_code,
        response.get("Content-Type", ""),
        response.get("ETag", ""),
        picture(path) if sent else bytes(response.getvalue()),
        response.get("Location", ""),
        name,
    )


def picture(path: str) -> bytes:
    return read(Rendition.objects.filter(name=path.rpartition("/")[2])[:1].get())
