"""Pages of the desk that look like the site's: kept nowhere, found by nobody, framed only here."""

import re

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers

#: These pages are read. They run nothing, load only our own, and stand in our own frames.
POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'self'",
}
BODY = re.compile(r"<body[^>]*>")


def lined(text: str, line: str) -> str:
    """A page of the site with a line of the desk's above it, in the desk's style."""
    head = render_to_string("admin/desk/moment_head.html")
    text = text.replace("</head>", f"{head}</head>", 1)
    return BODY.sub(lambda found: found[0] + line, text, count=1)


def private(response: HttpResponse, **directives: str) -> HttpResponse:
    """Never stored, never indexed; `form_action="'self'"` and the like change the policy."""
    policy = POLICY | {name.replace("_", "-"): value for name, value in directives.items()}
    response["Content-Security-Policy"] = "; ".join(f"{k} {v}" for k, v in policy.items())
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    del response["ETag"]
    del response["Cache-Control"]
    add_never_cache_headers(response)
    return response
