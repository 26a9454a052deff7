"""The desk on the command line: the same verbs, and where an article stands in a few lines."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from articles.drafts import signing
from articles.drafts.frozen import digest
from articles.drafts.kinds import Measure, Priority
from articles.drafts.models import Article
from articles.press.digest import changed_since
from articles.press.filing import slug_of
from articles.reader import clock
from articles.reader.addresses import story_path
from articles.reader.models import Edition, Gone, Story

OPTIONS: dict[str, dict[str, Any]] = {
    "note": {"default": "", "help": "a note; with publish and correct it is the readers'"},
    "reason": {"default": "", "help": "why; readers see it where a story is withdrawn"},
    "at": {"help": "ISO 8601, such as 2026-11-25T06:00; without it, now"},
    "kind": {"help": "update or minor; with withdraw: withdrawn, retracted or legal"},
    "writer": {"help": "the account that writes"},
    "editor": {"help": "the account that edits"},
    "due": {"help": "until when, like --at"},
    "priority": {"type": int, "choices": Priority.values, "help": "1 high, 2 normal, 3 low"},
    "length": {"type": int, "help": "how long it is to be"},
    "measure": {"choices": Measure.values, "help": "what the length is counted in"},
    "words": {"required": True, "help": "the words that must go, as they were printed"},
    "to": {"required": True, "help": "the new last part of the address"},
}


def table() -> list[str]:
    rows = Article.objects.order_by("-changed_at").values_list("slug", "state", "version")
    return [f"{state:<10} v{version:<4} {slug}" for slug, state, version in rows.iterator()]


def show(article: Article) -> list[str]:
    """State, version, signatures, editions and address, a line each."""
    story = Story.objects.filter(uid=article.uid).first()
    lines = [
        f"headline   {article.headline}",
        f"slug       {article.slug}",
        f"state      {article.state}, version {article.version}",
        *(f"signed     {one}" for one in signing.signatures(article, digest(article))),
        f"address    {address(article, story)}",
        f"desk       {settings.SITE_URL}/admin/articles/article/{article.pk}/change/",
    ]
    return lines + (editions(article, story) if story else ["editions   none"])


def address(article: Article, story: Story | None) -> str:
    if story:
        gone = Gone.objects.filter(story=story).first()
        return f"{settings.SITE_URL}{story.path}" + (f" ({gone.kind})" if gone else "")
    if article.section is None:
        return "none before it has a section"
    moment = article.live_from or clock.now()
    return f"would be {settings.SITE_URL}{story_path(article.section, moment, slug_of(article))}"


def editions(article: Article, story: Story) -> list[str]:
    now = clock.now()
    found = list(story.editions.order_by("number"))
    lines = [f"edition    {describe(one, due=one.live_from > now)}" for one in found]
    if found and changed_since(article, found[-1]):
        lines.append("changed    since the last edition")
    return lines


def describe(edition: Edition, *, due: bool) -> str:
    moment = timezone.localtime(edition.live_from).isoformat(timespec="seconds")
    word = "due" if due else "live since"
    return f"{edition.number} {edition.kind}, {word} {moment}" + (
        f": {edition.note}" if edition.note else ""
    )
