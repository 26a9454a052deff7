"""Gather: a dossier's stories, after somebody changed what belongs to it or what it says."""

from django.db import transaction
from django.db.models import Q

from articles.catalog.models import Dossier
from articles.delivery.announce import announce_dossier
from articles.drafts.models import Article, User
from articles.drafts.rights import require
from articles.reader import clock
from articles.reader.models import Story, StoryInDossier


@transaction.atomic
def gather(dossier: Dossier, *, by: User, before: Dossier | None = None) -> None:
    """File every printed story that belongs to it, and no other; tell whatever shows it.

    Stories printed later come by themselves. `before` is the dossier as it was. Raises NotYours.
    """
    require(by, "change_dossier")
    wanted = Story.objects.filter(belonging(dossier), branch__isnull=False).distinct()
    rows = StoryInDossier.objects.filter(dossier=dossier)
    touched = set(rows.values_list("story", flat=True)) | set(wanted.values_list("pk", flat=True))
    rows.exclude(story__in=wanted).delete()
    StoryInDossier.objects.bulk_create(
        [
            StoryInDossier(
                dossier=dossier, story=one, live_from=one.live_from, withdrawn=one.withdrawn
            )
            for one in wanted
        ],
        ignore_conflicts=True,
    )
    announce_dossier(dossier, before, Story.objects.filter(pk__in=touched), now=clock.now())


def belonging(dossier: Dossier) -> Q:
    """Chosen by somebody, or filed under its topic."""
    chosen = Article.objects.filter(dossiers__dossier=dossier).values("uid")
    mine = Q(uid__in=chosen)
    return mine | Q(story_tags__tag=dossier.tag) if dossier.tag else mine


@transaction.atomic
def choose(dossier: Dossier, articles: list[Article], *, by: User) -> None:
    """These and no others were chosen for it. Raises NotYours."""
    require(by, "change_dossier")
    dossier.chosen.exclude(article__in=articles).delete()
    known = set(dossier.chosen.values_list("article", flat=True))
    for one in articles:
        if one.pk not in known:
            known.add(one.pk)
            dossier.chosen.create(article=one)
