"""Lead: from an address of before to where it is now, in one hop, for good."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from articles.catalog.models import Section
from articles.delivery.tasks import refresh
from articles.drafts.log import decide_on_redirect
from articles.drafts.models import User
from articles.drafts.rights import require
from articles.reader import clock
from articles.reader.addresses import reserved_words
from articles.reader.leading import moved_below
from articles.reader.models import Byline, Redirect, Story, StoryInDossier, StoryTag

from .errors import Circle, NoSuchAddress, NowhereToLead, Taken
from .filing import reserved


@transaction.atomic
def lead(path: str, to: str, *, by: User, prefix: bool = False) -> Redirect:
    """From `path`, or with `prefix` from all that begins with it, to an address or another site.

    What leads to `path` leads on in one hop, and so does this where `to` leads on itself. A rule
    that is there already gets a new goal. Raises NotYours, NoSuchAddress, Taken where something
    of ours stands, NowhereToLead where readers find nothing, or Circle.
    """
    require(by, "move_article")
    check(path, prefix)
    goal = end_of(own(to), path)
    story = Story.objects.filter(path=goal).first()
    if not there(goal, story):
        raise NowhereToLead(path=goal)
    now = clock.now()
    kept, _made = Redirect.objects.update_or_create(
        path=path,
        defaults={
            "to": goal,
            "prefix": prefix,
            "story": story,
            "live_from": max(now, story.live_from) if story else now,
        },
    )
    lead_on(path, kept)
    decide_on_redirect(path, by=by, to=goal, prefix=prefix)
    refresh.defer(uid="", paths=[path], hard=True)
    return kept


def check(path: str, prefix: bool) -> None:
    """Raises NoSuchAddress or Taken."""
    odd = any(one.isspace() or not one.isprintable() for one in path)
    if not path.startswith("/") or path.startswith("//") or path == "/" or odd:
        raise NoSuchAddress(slug=path)
    if prefix and (not path.endswith("/") or "?" in path):
        raise NoSuchAddress(slug=path)
    begins = path.strip("/").split("/")[0]
    ours = (
        Story.objects.filter(path__startswith=path) if prefix else Story.objects.filter(path=path)
    )
    named = begins in reserved_words() and not path.startswith("/?")
    if named or reserved(path) or ours.exists():
        raise Taken(path=path)


def own(to: str) -> str:
    """An address of this site without its name, as readers type it; another site's as it is."""
    home = f"{settings.SITE_URL}/"
    return f"/{to.removeprefix(home)}" if to.startswith(home) else to


def end_of(to: str, path: str) -> str:
    """Where `to` ends up by the rules there are. Raises Circle if that is where it began."""
    further = Redirect.objects.filter(path=to).values_list("to", flat=True).first()
    goal = further or moved_below(to) or to
    if path in {to, goal} or goal.startswith(path.rstrip("/") + "/"):
        raise Circle(path=path)
    return goal


def lead_on(path: str, kept: Redirect) -> None:
    """What led to `path`, or below it, leads to the new goal at once."""
    Redirect.objects.filter(to=path).update(to=kept.to, story=kept.story, live_from=kept.live_from)
    if kept.prefix and not kept.story and kept.to.endswith("/"):
        for one in Redirect.objects.filter(to__startswith=path):
            one.to = f"{kept.to}{one.to.removeprefix(path)}"
            one.save(update_fields=["to"])


def there(goal: str, story: Story | None) -> bool:
    """Whether it is on another site, or for readers to see, or a story that will be."""
    if story:
        return not story.withdrawn
    if not goal.startswith("/") or goal.startswith("//"):
        parts = urlsplit(goal)
        return parts.scheme in {"http", "https"} and bool(parts.netloc)
    first, *rest = goal.strip("/").split("/")
    if first in {"topics", "people", "dossiers"} and rest:
        return on_a_list(first, rest[0])
    sections = {one.path for one in Section.objects.in_order()}
    return goal == "/" or goal.strip("/") in sections or first in reserved_words()


def on_a_list(kind: str, slug: str) -> bool:
    """Such a list is there for readers once something is on it."""
    rows: dict[str, QuerySet[Any]] = {
        "topics": StoryTag.objects.filter(tag__slug=slug),
        "people": Byline.objects.filter(person__slug=slug),
        "dossiers": StoryInDossier.objects.filter(
            dossier__slug=slug, dossier__live_from__lte=clock.now()
        ),
    }
    return rows[kind].filter(live_from__lte=clock.now(), withdrawn=False).exists()
