"""What hangs on a story: who links to it and how, and where it is shown."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from articles.catalog.links import inverse, kind_named
from articles.catalog.models import Dossier, Section
from articles.delivery.affected import affected_by, still_out
from articles.drafts.models import Article
from articles.reader.clock import Clock
from articles.reader.models import Front, Link, Story

from .standing import with_standing

#: Verbs before which an editor ought to know.
VERBS = frozenset({"correct", "publish", "withdraw", "restore", "move", "redact"})
TRANSLATED = frozenset({"translation", "translated"})
#: Links shown one by one.
MANY = 50


@dataclass
class Impact:
    """Live stories that name this one, and the pages and feeds that show it."""

    #: (the other article, what its page says of this story, the words it uses for it)
    links: list[tuple[Any, str, str]] = field(default_factory=list)
    #: How many there are, shown or not.
    count: int = 0
    pages: list[str] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    #: Dossiers that readers find it in, and stories told in another language.
    dossiers: list[Dossier] = field(default_factory=list)
    translations: list[Any] = field(default_factory=list)
    #: Sections on whose front it stands or is led to by the breaking line; None is the home page.
    fronts: list[Section | None] = field(default_factory=list)


def impact_of(article: Article) -> Impact:
    """Derived from what readers have now, never from drafts."""
    story = Story.objects.filter(uid=article.uid).first()
    if story is None:
        return Impact()
    back = Link.objects.visible().filter(to=story).select_related("edition", "story")
    there = Link.objects.visible().filter(story=story).select_related("to")
    found = [(one.story.uid, one.kind, words_of(one)) for one in back[:MANY]]
    found += [(one.to.uid, inverse(one.kind), "") for one in there[:MANY] if one.to]
    rows = Article.objects.filter(uid__in=[uid for uid, _kind, _words in found])
    known = {one.uid: one for one in with_standing(rows.select_related("section__parent"))}
    links = [
        (known[uid], str(kind_named(kind)), words) for uid, kind, words in found if uid in known
    ]
    touched = affected_by(story)
    return Impact(
        links,
        back.count() + there.count(),
        [one for one in touched.paths if one not in touched.feeds],
        list(touched.feeds),
        list(Dossier.objects.filter(pk__in=story.in_dossiers.values("dossier"))),
        [known[uid] for uid, kind, _words in found if uid in known and kind in TRANSLATED],
        fronts_with(story),
    )


def fronts_with(story: Story) -> list[Section | None]:
    """The home page first. What was taken off again, or whose time is over, does not count."""
    stands = Q(slots__until=None) | Q(slots__until__gt=Clock())
    runs = Q(breaking_until=None) | Q(breaking_until__gt=Clock())
    placed = Front.objects.filter(stands, slots__uid=story.uid)
    led_to = Front.objects.filter(runs, breaking_uid=story.uid)
    found = {*still_out(placed), *still_out(led_to)}
    return sorted(found, key=lambda one: one.path if one else "")


def linking(article: Article) -> QuerySet[Article]:
    """Articles whose live stories name this one, however many they are."""
    back = Link.objects.visible().filter(to__uid=article.uid)
    return Article.objects.filter(uid__in=back.values("story__uid"))


def words_of(link: Link) -> str:
    """What the edition that holds the link says for it."""
    for one in link.edition.links:
        if one["key"] == link.key:
            return str(one["wording"] or one["quoted"])
    return ""
