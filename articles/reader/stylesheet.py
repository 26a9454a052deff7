"""The one style sheet of the readers' site: ours, the sections' hues, the paper's own theme."""

import base64
import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.templatetags.static import static
from django.utils.cache import patch_cache_control, patch_vary_headers

from articles.text.sheets import stripped

from .chrome import chrome
from .stamps import fresh, look

#: Relative to our own sheet; a theme names the files it brings in the same way.
FILE = re.compile(r"url\(((?:fonts|themes)/[^)]+)\)")
PAPER = re.compile(r"--paper:light-dark\((#\w+),(#\w+)\)")
YEAR = 31_536_000


@dataclass(frozen=True)
class Sheet:
    """A state of the style sheet. Its address names its bytes, so it may be kept for ever."""

    text: bytes
    packed: bytes
    digest: str
    #: What it paints the page with, by day and by night: browsers tint their bars with it.
    paper: tuple[str, str]

    @property
    def integrity(self) -> str:
        """What browsers compare the sheet with."""
        return integrity_of(self.text)

    @property
    def path(self) -> str:
        return f"/site.{self.digest}.css"


def integrity_of(file: bytes) -> str:
    """As an attribute of the element that names this file."""
    return f"sha256-{base64.b64encode(hashlib.sha256(file).digest()).decode()}"


@lru_cache(maxsize=4)
def sheet(hues: str) -> Sheet:
    """The sheet with these hues."""
    css = ours().replace("@layer hues{}", f"@layer hues{{{hues}}}") + theme()
    text = FILE.sub(lambda found: f"url({static(f'reader/{found[1]}')})", stripped(css)).encode()
    papers = PAPER.findall(text.decode()) or [("#ffffff", "#000000")]
    digest = hashlib.sha256(text).hexdigest()[:12]
    return Sheet(text, gzip.compress(text, 9, mtime=0), digest, papers[-1])


@cache
def ours() -> str:
    return (settings.BASE_DIR / "static/reader/site.css").read_text(encoding="utf-8")


@cache
def theme() -> str:
    """What a paper makes its own, in a layer above ours; nothing unless SITE_THEME names a file."""
    if not settings.SITE_THEME:
        return ""
    file = settings.BASE_DIR / settings.SITE_THEME
    return f"@layer theme{{{file.read_text(encoding='utf-8')}}}"


def stylesheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The sheet as it is now: for ever at its own address, asked for again at an older one."""
    (catalog,) = look()
    now = sheet(chrome(catalog).hues)
    etag = f'"{now.digest}"'
    if etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        packs = "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(now.packed if packs else now.text, "text/css; charset=utf-8")
        if packs:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding"])
    if digest != now.digest:
        fresh(response)
    else:
        patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    return response
