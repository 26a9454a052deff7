"""Foreseeing: what a page would say of other stories if the article were printed this moment."""

from django.db.models import OuterRef

from articles.drafts.models import Article
from articles.reader.models import Edition, Link, Rendering, Story
from articles.reader.related import Related, related
from articles.reader.ties import Tie, thread_of, touching, turned


def foresee(article: Article, edition: Edition, rendering: Rendering) -> Related:
    """For the preview: the links of the working copy, to what is live, and what links here."""
    seen = Link.objects.visible()
    stories = Story.objects.annotate(thread=thread_of(seen, OuterRef("pk")))
    story = stories.filter(uid=article.uid).first()
    rows = touching(seen, Rendering.objects.lifted(), story.pk, story.thread) if story else []
    back = turned(Tie(*row) for row in rows)
    found = [*outward(article), *(one for one in back if not one.key or ":" in one.key)]
    return related(found, edition.links, rendering.body, story.path if story else "")


def outward(article: Article) -> list[Tie]:
    links = list(article.links.select_related("to"))
    uids = [one.to.uid for one in links if one.to]
    live = Story.objects.live().filter(uid__in=uids)
    current = Edition.objects.current().filter(story__in=live).select_related("story")
    editions = {one.story.uid: one for one in current}
    return [
        Tie(
            one.key,
            one.kind,
            edition.story.path,
            edition.story.live_from,
            edition.language,
            edition.title,
        )
        for one in links
        if one.to and (edition := editions.get(one.to.uid))
    ]
