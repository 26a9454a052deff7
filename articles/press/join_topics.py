"""Join topics: two names for one thing become one, and no address that readers know is lost."""

from django.db import transaction

from articles.catalog.models import Dossier, FormerTopic, Tag
from articles.delivery.announce import announce_topics
from articles.drafts.log import decide_on_topic
from articles.drafts.models import TaggedArticle, User
from articles.drafts.rights import require
from articles.reader.clock import Clock
from articles.reader.models import Story, StoryTag

from .concordance import concord
from .errors import SameTopic
from .gather import gather


@transaction.atomic
def join_topics(tag: Tag, *, into: Tag, by: User) -> None:
    """File everything under `into` that stands under `tag`, which is then only a word for it.

    No article gets a version: its words do not change. Raises NotYours or SameTopic.
    """
    require(by, "change_tag")
    held = Tag.objects.select_for_update().order_by("pk").in_bulk([tag.pk, into.pk])
    if len(held) < 2:
        raise SameTopic
    old, new = held[tag.pk], held[into.pk]
    stories = list(Story.objects.filter(story_tags__tag=old))
    if known_to_readers(old):
        FormerTopic.objects.update_or_create(slug=old.slug, defaults={"tag": new})
    FormerTopic.objects.filter(tag=old).update(tag=new)
    refile(old, new)
    new.synonyms = words_for(old, new)
    new.save(update_fields=["synonyms"])
    decide_on_topic("topics_joined", new.name, by=by, before=old.name, stories=len(stories))
    old.delete()
    for dossier in Dossier.objects.filter(tag=new):
        gather(dossier, by=by)
    for story in stories:
        concord(story)
    announce_topics([old.slug, new.slug], stories)


def known_to_readers(tag: Tag) -> bool:
    """Whether its page has ever had a story that was live."""
    return StoryTag.objects.filter(tag=tag, live_from__lte=Clock()).exists()


def refile(old: Tag, new: Tag) -> None:
    """Articles, stories and dossiers; what has both topics keeps the new one."""
    both = TaggedArticle.objects.filter(tag=new).values("content_object")
    TaggedArticle.objects.filter(tag=old).exclude(content_object__in=both).update(tag=new)
    TaggedArticle.objects.filter(tag=old).delete()
    filed = StoryTag.objects.filter(tag=new).values("story")
    StoryTag.objects.filter(tag=old).exclude(story__in=filed).update(tag=new)
    StoryTag.objects.filter(tag=old).delete()
    Dossier.objects.filter(tag=old).update(tag=new)


def words_for(old: Tag, new: Tag) -> list[str]:
    """Every word by which either was known, each once."""
    words = dict.fromkeys([*new.synonyms, old.name, *old.synonyms])
    return [word for word in words if word.casefold() != new.name.casefold()]


@transaction.atomic
def rename_topic(tag: Tag, *, before: str, by: User) -> None:
    """Its page stands at another address now than at the slug `before`, which leads there."""
    if tag.slug == before:
        return
    FormerTopic.objects.filter(slug=tag.slug).delete()
    if known_to_readers(tag):
        FormerTopic.objects.update_or_create(slug=before, defaults={"tag": tag})
    decide_on_topic("topic_renamed", tag.name, by=by, before=before)
    announce_topics([before, tag.slug], Story.objects.filter(story_tags__tag=tag))
