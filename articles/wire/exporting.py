"""Stories into a folder, in the trade's formats: one file a story, as its address would give it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import translation

from articles.catalog.models import Section
from articles.reader.chrome import chrome
from articles.reader.interchange.news import current, kill_of, news_of
from articles.reader.interchange.views import FORMATS
from articles.reader.models import Edition, Gone, Story, Tombstone
from articles.reader.stamps import look

#: By the name that the command knows them by: txt, newsml, ninjs.
KINDS = {form.SUFFIX.strip(".").split(".")[0]: form for form in FORMATS}
#: Stories read at once.
BATCH = 100


def export(
    folder: Path,
    form: ModuleType,
    *,
    since: datetime | None = None,
    section: Section | None = None,
) -> Iterator[Path]:
    """Write every live story, and a notice for each that was withdrawn; yields the files.

    `since` (aware) leaves out what has not changed after it. A file is written beside its place
    and then moved there, so that whoever watches the folder never reads half a story.
    """
    (catalog,) = look()
    known = chrome(catalog)
    with translation.override(settings.LANGUAGE_CODE):
        rows = editions(since, section).order_by("id").iterator(BATCH)
        while some := list(islice(rows, BATCH)):
            for news in news_of(some, known):
                yield put(folder, f"{news.uid}{form.SUFFIX}", form.write(news))
        for gone in withdrawals(since, section):
            if kill := kill_of(gone, known):
                yield put(folder, f"{kill.uid}{form.SUFFIX}", form.write_kill(kill))


def editions(since: datetime | None, section: Section | None) -> QuerySet[Edition]:
    """What readers have; the command works as an editor, whom no policy keeps from the rest."""
    live = Story.objects.live()
    if section:
        live = live.filter(listed_in__section=section)
    rows = current().filter(Exists(live.filter(pk=OuterRef("story"))))
    if since:
        changed = Q(live_from__gte=since) | Q(story__returned_at__gte=since)
        rows = rows.filter(changed | Q(story__turned_at__gte=since))
    return rows


def withdrawals(since: datetime | None, section: Section | None) -> QuerySet[Gone]:
    rows = Gone.objects.all()
    if section:
        stones = Tombstone.objects.filter(gone=OuterRef("pk"), scope=f"section:{section.path}")
        rows = rows.filter(Exists(stones))
    return rows.filter(at__gte=since) if since else rows


def put(folder: Path, name: str, text: str) -> Path:
    place = folder / name
    beside = folder / f".{name}.part"
    beside.write_text(text, encoding="utf-8", newline="\n")
    return beside.replace(place)
