"""What a publication touches: one function names both the scopes that beat and the addresses."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q, QuerySet, Subquery
from django.utils import timezone

from articles.catalog.kinds import Kind
from articles.catalog.models import Dossier, Person, Picture, Section, Tag
from articles.reader.addresses import FEEDS, archive_day, archive_month, feeds_of, formats_of
from articles.reader.models import (
    Edition,
    EntryEdition,
    Front,
    Gone,
    Link,
    Rendition,
    Story,
    StoryInSection,
)
from articles.reader.ticker import scope_of


@dataclass(frozen=True)
class Affected:
    """Scopes of the pulse, sorted, so that locks are taken in order; and paths on the site.

    Of the paths those come first that most readers have open.
    """

    scopes: tuple[str, ...]
    paths: tuple[str, ...]

    @property
    def feeds(self) -> tuple[str, ...]:
        """Those that somebody may have subscribed to; of searches, nobody knows which."""
        found = (one for one in self.paths if one.rsplit("/", 1)[-1] in FEEDS)
        return tuple(one for one in found if not one.startswith("/search/"))

    def __or__(self, other: "Affected") -> "Affected":
        return Affected(
            tuple(sorted({*self.scopes, *other.scopes})), in_order({*self.paths, *other.paths})
        )


#: Pieces of a story's address, cut at its slashes.
STORY = 6
#: First words of addresses that few readers have open.
QUIET = {"api", "archive", "corrections", "people", "search"}


def in_order(paths: Iterable[str]) -> tuple[str, ...]:
    """Stories and the front, then other pages, then files."""

    def rank(path: str) -> tuple[bool, bool, bool, str]:
        words = path.split("/")
        quiet = words[1] in QUIET
        page_of_all = path == "/" or (len(words) == STORY and not quiet)
        return not path.endswith("/"), not page_of_all, quiet, path

    return tuple(sorted(paths, key=rank))


def affected_by(story: Story) -> Affected:
    """Everything that shows this story, as it is filed now, withdrawn or not."""
    if story.kind == Kind.PAGE:
        return affected_by_page(story)
    named = lists_with(story)
    # A story filed elsewhere keeps its address, and its page looks at the stamp of that section.
    scopes = {"site", scope_of_page(story), *named}
    paths = {story.path, f"{story.path}versions/", "/", *archived(story), *named.values()}
    paths |= formats_of(story.path) | {f"{story.path}social.png"} | found_by_machines(story)
    if story.kind == Kind.TICKER:
        scopes.add(scope_of(story.path))
        paths |= {f"{story.path}entries/", *feeds_of(story.path)}
    for page in {"/", *named.values(), *corrected(story)}:
        paths |= feeds_of(page)
    for other in linked(story):
        scopes.add(scope_of_page(other))
        paths.add(other.path)
    paths |= followed_by(story)
    return Affected(tuple(sorted(scopes)), in_order(paths)) | on_fronts(story)


def affected_by_page(story: Story) -> Affected:
    """A simple page is on no list, but at the foot of every page there is."""
    scopes, paths = {"catalog", scope_of_page(story)}, {story.path, "/sitemap-pages.xml"}
    for other in linked(story):
        scopes.add(scope_of_page(other))
        paths.add(other.path)
    return Affected(tuple(sorted(scopes)), in_order(paths))


def files_of(story: Story) -> Affected:
    """The files of its pictures, for when they cease or begin to be anybody's to see."""
    files = Rendition.objects.filter(picture__in=story.picture_uses.values("picture"))
    return Affected(
        (), in_order({f"/media/{name}" for name in files.values_list("name", flat=True)})
    )


def found_by_machines(story: Story) -> set[str]:
    """Maps of the site, the search, and the interface for programs."""
    month = timezone.localtime(story.live_from)
    maps = {"/sitemap.xml", "/sitemap-news.xml", f"/sitemap-{month:%Y-%m}.xml"}
    search = {"/search/", *feeds_of("/search/")}
    return {*maps, *search, "/api/stories/", f"/api/stories/{story.uid}/"}


def scopes_of(story: Story) -> tuple[str, ...]:
    """Of the lists that it is on."""
    return ("site", *sorted(lists_with(story)))


def lists_with(story: Story) -> dict[str, str]:
    """Sections, topics, people, dossiers that it is listed under: their scopes and pages."""
    listed = story.listed_in.values("section")
    sections = Section.objects.filter(pk__in=listed).select_related("parent")
    tags = Tag.objects.filter(pk__in=story.story_tags.values("tag"))
    people = Person.objects.filter(pk__in=story.byline_rows.values("person"))
    dossiers = Dossier.objects.filter(pk__in=story.in_dossiers.values("dossier"))
    kinds: dict[str, QuerySet[Any]] = {
        "section": sections,
        "tag": tags,
        "person": people,
        "dossier": dossiers,
    }
    return {
        f"{kind}:{key_of(one)}": one.get_absolute_url() for kind in kinds for one in kinds[kind]
    }


def on_fronts(story: Story) -> Affected:
    """Fronts that it stands on, or that lead to it by their breaking line."""
    lines = Front.objects.filter(breaking_uid=story.uid)
    return newest_of(Front.objects.filter(slots__uid=story.uid)) | newest_of(lines)


def newest_of(versions: QuerySet[Front]) -> Affected:
    """The fronts whose newest version is among these."""
    found = Affected((), ())
    for section in still_out(versions):
        found |= affected_by_front(section)
    return found


def still_out(versions: QuerySet[Front]) -> Iterator[Section | None]:
    """Of which sections the newest front is among these; None is the home page."""
    last = versions.order_by().values_list("section").annotate(last=Max("number"))
    for key, number in last:
        if not Front.objects.of(key).filter(number__gt=number).exists():
            yield Section.objects.select_related("parent").get(pk=key) if key else None


def affected_by_front(section: Section | None) -> Affected:
    """A section's front, or the home page: at which stamp it looks, and where it is."""
    if section is None:
        return Affected(("site",), ("/",))
    return Affected((f"section:{section.path}",), (section.get_absolute_url(),))


def corrected(story: Story) -> set[str]:
    """The list of corrections, where it names this story."""
    corrections = story.editions.filter(kind=Edition.Kind.CORRECTION)
    entries = EntryEdition.objects.filter(entry__story=story, kind=EntryEdition.Kind.CORRECTION)
    named = corrections.exists() or entries.exists() or Gone.objects.filter(story=story).exists()
    return {"/corrections/"} if named else set()


#: A picture in more stories than this changes every page of the site, as far as stamps can tell.
MANY = 200


def affected_by_picture(picture: Picture) -> Affected:
    """Everything that shows this picture, its files among it."""
    files = picture.renditions.values_list("name", flat=True)
    people = Person.objects.filter(portrait=picture)
    sections = Section.objects.filter(picture=picture).select_related("parent")
    scopes = {f"person:{key_of(one)}" for one in people}
    scopes |= {f"section:{key_of(one)}" for one in sections}
    paths = {one.get_absolute_url() for one in people}
    paths |= {one.get_absolute_url() for one in sections}
    found = newest_of(Front.objects.filter(slots__picture=picture))
    found |= Affected(tuple(sorted(scopes)), in_order(paths | {f"/media/{name}" for name in files}))
    stories = Story.objects.filter(pk__in=picture.uses.values("story"))
    if stories.count() > MANY:
        return found | Affected(("catalog",), tuple(stories.values_list("path", flat=True)))
    for story in stories:
        found |= affected_by(story)
    return found


def scope_of_page(story: Story) -> str:
    """At which stamp the story's own page looks."""
    return f"section:{story.path.split('/')[1]}"


def linked(story: Story) -> QuerySet[Story]:
    """The stories whose pages name this one, or would if both were live."""
    there = Link.objects.filter(story=story, to__isnull=False).values("to")
    here = Link.objects.filter(to=story).values("story")
    return Story.objects.filter(Q(pk__in=there) | Q(pk__in=here)).only("path")


def followed_by(story: Story) -> set[str]:
    """The pages at whose foot it is named as what stands next: of the story after it in a section.

    Their stamp is the section's; only the copies in front have to be told.
    """
    found: set[str] = set()
    for section in story.listed_in.filter(section__parent=None).values_list("section", flat=True):
        rows = StoryInSection.objects.filter(section=section, withdrawn=False)
        newer = rows.filter(live_from__gt=story.live_from).order_by("live_from")
        next_ones = rows.filter(live_from=Subquery(newer.values("live_from")[:1]))
        found |= set(next_ones.values_list("story__path", flat=True))
    return found


def archived(story: Story) -> set[str]:
    """Pages of the whole paper that may name it: the archive, the topics, the corrections."""
    day = timezone.localtime(story.live_from).date()
    return {"/archive/", archive_month(day), archive_day(day), "/topics/", "/corrections/"}


def key_of(named: Section | Person | Tag | Dossier) -> str:
    return named.path if isinstance(named, Section) else named.slug
