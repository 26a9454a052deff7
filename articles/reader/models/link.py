"""Links between stories, as printed; and the headlines by which a promise finds its story."""

from django.db import models
from django.db.models import Exists, OuterRef

from articles.reader.clock import Clock

from .edition import Edition
from .story import Story


class LinkQuerySet(models.QuerySet["Link"]):
    def visible(self) -> "LinkQuerySet":
        """What the policy shows a reader, said again for an editor."""
        live = Story.objects.live()
        higher = Edition.objects.lifted().filter(
            story=OuterRef("story"), number__gt=OuterRef("number")
        )
        return self.filter(
            Exists(live.filter(pk=OuterRef("story"))),
            Exists(live.filter(pk=OuterRef("to"))),
            ~Exists(higher),
            live_from__lte=Clock(),
        )


class Link(models.Model):
    """One link of one edition. Readers see it, from either end, once both its stories are live.

    It holds no words: those are the edition's. A promise has no `to_uid`; a link to a story that
    has not been printed yet has no `to`. Neither row is visible, so neither tells of the other.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="link_rows")
    story = models.ForeignKey(Story, models.CASCADE, related_name="links")
    #: The edition's, so that the policy can tell whether a newer one is out.
    number = models.PositiveIntegerField()
    live_from = models.DateTimeField()
    key = models.CharField(max_length=8)
    kind = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    to_uid = models.UUIDField(null=True, db_index=True)
    to = models.ForeignKey(Story, models.SET_NULL, null=True, related_name="linked_from")

    #: The running story this link is part of, the same for every link that hangs together with it.
    thread = models.BigIntegerField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="link_printed_once")]
        indexes = [
            models.Index(fields=["story", "order"], name="links_of_story"),
            models.Index(fields=["to", "-live_from", "-id"], name="links_to_story"),
            # Whether a story that many lead to has a thread: not by asking each of them.
            models.Index(
                fields=["to", "-live_from", "-id"],
                condition=models.Q(thread__isnull=False),
                name="threads_to_story",
            ),
            models.Index(
                fields=["thread", "-live_from", "-id"],
                condition=models.Q(thread__isnull=False),
                name="links_of_thread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story_id}: {self.kind} {self.to_id or '?'}"


class Headline(models.Model):
    """A headline some edition of a story carries, in its normal form. No reader sees this table."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="headlines")
    key = models.CharField(max_length=300, db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["story", "key"], name="headline_once")]

    def __str__(self) -> str:
        return self.key
