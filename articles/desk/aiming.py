"""What somebody typed or pasted to name another story: an article, a headline, or an address."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import QuerySet

from articles.drafts.kinds import State
from articles.drafts.models import Article
from articles.reader.models import Redirect, Story

#: Articles offered while somebody types.
FEW = 8
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)
AT_THE_DESK = re.compile(r"/admin/articles/article/(\d{1,18})/")
HEADLINE = SearchVector("headline", config="simple")


def aim(text: str) -> dict[str, Any]:
    """How `drafts.linking.link` is told of it; {} for nothing at all.

    A pasted address of this site leads to its article, a number to the one article that carries
    it, a headline to the one article that has it. Whatever leads nowhere yet is a promise.
    """
    text = " ".join(text.split())
    if not text:
        return {}
    if path := own_path(text):
        return at_path(path)
    if SCHEME.match(text) and " " not in text:
        return one_of(Article.objects.filter(external_id=text)) or {"external": text[:200]}
    return one_of(Article.objects.filter(headline__iexact=text)) or {"quoted": text[:300]}


def own_path(text: str) -> str:
    """The path of an address of this site, or "" if it is none."""
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    ours = not parts.scheme and text.startswith("/") and not text.startswith("//")
    home = urlsplit(settings.SITE_URL)
    ours = ours or (parts.scheme in {"http", "https"} and parts.netloc == home.netloc)
    return parts.path[:200] if ours and len(parts.path) > 1 else ""


def at_path(path: str) -> dict[str, Any]:
    if at_the_desk := AT_THE_DESK.match(path):
        return one_of(Article.objects.filter(pk=int(at_the_desk[1]))) or {"address": path}
    path = path.removesuffix("versions/")
    story = Story.objects.filter(path=path).first()
    moved = None if story else Redirect.objects.filter(path=path).select_related("story").first()
    story = story or (moved.story if moved else None)
    found = one_of(Article.objects.filter(uid=story.uid)) if story else {}
    return found or {"address": path}


def one_of(articles: QuerySet[Article]) -> dict[str, Any]:
    found = list(articles[:2])
    return {"to": found[0]} if len(found) == 1 else {}


def like(text: str, *, apart_from: int = 0) -> QuerySet[Article]:
    """Articles whose headline has all these words, the last one perhaps unfinished."""
    query = begun(text)
    if query is None:
        return Article.objects.none()
    rows = Article.objects.exclude(pk=apart_from).exclude(state=State.SPIKED)
    return rows.annotate(found=HEADLINE).filter(found=query).order_by("-changed_at")[:FEW]


def begun(text: str) -> SearchQuery | None:
    """All these words, the first dozen of them, each perhaps unfinished; None without any."""
    asked = asked_for(text)
    return SearchQuery(asked, config="simple", search_type="raw") if asked else None


def asked_for(text: str) -> str:
    """The same as PostgreSQL's own question; empty without any."""
    words = [one for one in text.split() if re.search(r"\w", one)][:12]
    return " & ".join("'" + one.replace("\\", " ").replace("'", " ") + "':*" for one in words)
