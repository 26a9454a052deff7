"""Pages packed once, for a cache that would pack them again for every reader.

It keeps them packed, and unpacks them for the few who cannot: `deploy/nginx/newsroom-copy.conf`.
"""

import gzip
from typing import TypeGuard

from django.http import HttpRequest, HttpResponse, HttpResponseBase

#: What is shorter gains nothing.
LEAST = 500
#: Beyond this a page gets hardly smaller.
LEVEL = 6
#: Beginnings and endings of types that are text.
TEXTS, ENDINGS = ("text/",), ("xml", "json", "javascript")


def pack(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Pack an answer where whoever asks can read it so and it is worth it.

    Its tag becomes a weak one: what it names is now to be had in two forms.
    """
    if "gzip" not in request.headers.get("Accept-Encoding", "") or not worth_it(answer):
        return
    # The moment is left out: the same page is the same bytes.
    answer.content = gzip.compress(answer.content, LEVEL, mtime=0)
    answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Content-Length"] = str(len(answer.content))
    if answer.headers.get("ETag", "").startswith('"'):
        answer.headers["ETag"] = f"W/{answer.headers['ETag']}"


def worth_it(answer: HttpResponseBase) -> TypeGuard[HttpResponse]:
    if not isinstance(answer, HttpResponse) or answer.has_header("Content-Encoding"):
        return False
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    return len(answer.content) >= LEAST and (kind.startswith(TEXTS) or kind.endswith(ENDINGS))
