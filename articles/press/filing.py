"""Filing a story: its address, its sections, topics and names."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from articles.catalog.kinds import Kind
from articles.catalog.models import Dossier, Section
from articles.catalog.people import people as people_by_key
from articles.delivery.affected import Affected, affected_by
from articles.drafts.models import Article
from articles.reader.addresses import page_path, reserved_words, story_path
from articles.reader.models import (
    Byline,
    Edition,
    Gone,
    Redirect,
    Story,
    StoryInDossier,
    StoryInSection,
    StoryTag,
)
from articles.text.slugs import slugify


def open_story(article: Article, at: datetime) -> Story:
    """A new story at the first free address; two that want the same in one moment both get one."""
    section = home_of(article)
    for attempt in range(1, 101):
        path = address_of(section, at, slug_of(article, attempt))
        if taken(path):
            continue
        try:
            with transaction.atomic():
                story = Story.objects.create(
                    uid=article.uid,
                    path=path,
                    section=section,
                    branch=section and section.branch,
                    live_from=at,
                    **kinds(article),
                )
        except IntegrityError:
            continue
        lead_here(article, story)
        return story
    raise IntegrityError(f"No free address for {article.headline!r}.")


def home_of(article: Article) -> Section | None:
    """The section readers find it in; a page has none, whatever its form says."""
    if article.kind == Kind.PAGE:
        return None
    assert article.section is not None  # noqa: S101  # proof has refused a story without one
    return article.section


def address_of(section: Section | None, at: datetime, slug: str) -> str:
    return story_path(section, at, slug) if section else page_path(slug)


def lead_here(article: Article, story: Story) -> None:
    """Addresses at which readers knew it elsewhere lead to it, as far as nothing stands there."""
    for path in set(article.dispatches.exclude(former="").values_list("former", flat=True)):
        if not taken(path):
            Redirect.objects.create(
                path=path, to=story.path, story=story, live_from=story.live_from
            )


def slug_of(article: Article, attempt: int = 1) -> str:
    stem = article.slug or slugify(article.headline, 76) or "story"
    return stem if attempt == 1 else f"{stem}-{attempt}"


def taken(path: str) -> bool:
    return any(model.objects.filter(path=path).exists() for model in (Story, Redirect, Gone))


def reserved(path: str) -> bool:
    """Whether the site itself, or one of its sections, answers at this address of a page."""
    first, *rest = path.strip("/").split("/")
    return not rest and (
        first in reserved_words() or Section.objects.filter(slug=first, parent=None).exists()
    )


def kinds(article: Article) -> dict[str, str]:
    return {"kind": article.kind, "genre": article.genre, "language": article.language}


def file(article: Article, story: Story, edition: Edition, *, words_only: bool) -> Affected:
    """Put the story where the article says; returns what showed it before.

    An embargoed update of a live story changes words only, and the names it adds appear with it:
    sections and topics have no moment of their own.
    """
    before = affected_by(story)
    if not words_only:
        place(article, story)
        file_sections(story)
        file_tags(article, story)
        file_dossiers(article, story)
    file_bylines(story, edition, keep=words_only)
    return before


def filed(article: Article, story: Story) -> bool:
    """Whether readers find the story in the section and under the topics the article names."""
    if story.section is None:
        return True
    topics = set(story.story_tags.values_list("tag", flat=True))
    return article.section_id == story.section_id and topics == {tag.pk for tag in article.tag_list}


def place(article: Article, story: Story) -> None:
    """Section and kind follow the article; the address does not, short of a move."""
    section = home_of(article)
    story.section, story.branch = section, section and section.branch
    for name, value in kinds(article).items():
        setattr(story, name, value)
    story.save(update_fields=["section", "branch", "kind", "genre", "language"])


def file_sections(story: Story) -> None:
    wanted: list[Section] = story.section.lineage if story.section else []
    story.listed_in.exclude(section__in=wanted).delete()
    for section in wanted:
        StoryInSection.objects.get_or_create(
            story=story, section=section, defaults={"live_from": story.live_from}
        )


def file_tags(article: Article, story: Story) -> None:
    wanted = article.tag_list if story.section else []
    story.story_tags.exclude(tag__in=wanted).delete()
    for tag in wanted:
        StoryTag.objects.get_or_create(
            story=story, tag=tag, defaults={"live_from": story.live_from}
        )


def file_dossiers(article: Article, story: Story) -> None:
    """Those it was chosen for, and those that gather one of its topics."""
    wanted = Dossier.objects.filter(Q(chosen__article=article) | Q(tag__in=article.tag_list))
    found = set(wanted.values_list("pk", flat=True)) if story.section else set()
    story.in_dossiers.exclude(dossier__in=found).delete()
    for dossier in found:
        StoryInDossier.objects.get_or_create(
            story=story, dossier_id=dossier, defaults={"live_from": story.live_from}
        )


def file_bylines(story: Story, edition: Edition, *, keep: bool) -> None:
    people = edition.bylines if story.section else []
    meant = people_by_key(one["person"] for one in people)
    named = {meant[one["person"]].pk: one["role"] for one in people if one["person"] in meant}
    if not keep:
        story.byline_rows.exclude(person__in=named).delete()
    moment = edition.live_from if keep else story.live_from
    for person, role in named.items():
        row, _made = Byline.objects.get_or_create(
            story=story, person_id=person, defaults={"role": role, "live_from": moment}
        )
        if not keep and (row.role, row.live_from) != (role, moment):
            Byline.objects.filter(pk=row.pk).update(role=role, live_from=moment)
