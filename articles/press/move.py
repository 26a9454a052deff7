"""Move: a new address, and a redirect from the old one."""

from django.db import transaction

from articles.delivery.affected import affected_by
from articles.delivery.announce import announce
from articles.drafts.log import decide
from articles.drafts.models import Article, User
from articles.drafts.rights import require
from articles.drafts.workflow import hold
from articles.reader.models import Redirect, Story
from articles.text.slugs import slugify

from .errors import NoSuchAddress, NotLive, Taken, Withdrawn
from .filing import address_of, reserved, taken
from .reprint import reprint_story


@transaction.atomic
def move(article: Article, *, by: User, slug: str, note: str = "") -> Story:
    """Give a printed story the address its section, its month and `slug` make.

    Every former address keeps leading there. Doing it again changes nothing.
    Raises NotYours, NotLive, Withdrawn, NoSuchAddress or Taken.
    """
    require(by, "move_article")
    held = hold(article)
    story = Story.objects.select_for_update(no_key=True).filter(uid=held.uid).first()
    if story is None:
        raise NotLive
    if story.withdrawn:
        raise Withdrawn
    if slugify(slug) != slug or not slug:
        raise NoSuchAddress(slug=slug)
    path = address_of(story.section, story.live_from, slug)
    if path == story.path:
        return story
    own = Redirect.objects.filter(story=story)
    own.filter(path=path).delete()
    if taken(path) or reserved(path):
        raise Taken(path=path)
    before, old = affected_by(story), story.path
    story.path = path
    story.save(update_fields=["path"])
    own.update(to=path)
    Redirect.objects.create(path=old, to=path, story=story, live_from=story.live_from)
    reprint_story(story)
    decide(held, "move", by=by, why=note, old=old, new=path)
    announce(story, also=before)
    return story
