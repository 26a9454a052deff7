"""What hangs on a story. Each row carries `live_from` and `withdrawn`: its policy and its list's
order need nothing else, whatever the number of stories."""

from django.db import models

from articles.catalog.models import Dossier, Person, Section, Tag

from .story import Story


class Child(models.Model):
    """A row of a story's, visible from its own moment on while the story is not withdrawn."""

    live_from = models.DateTimeField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True


class StoryTag(Child):
    """A topic of a story."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="story_tags")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "tag"], name="story_tag_once")]
        indexes = [models.Index(fields=["tag", "-live_from", "-story"], name="stories_of_tag")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.story_id}: {self.tag_id}"


class StoryInSection(Child):
    """A section a story is listed in: its own, and each one above."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="listed_in")
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "section"], name="story_in_section_once")
        ]
        indexes = [
            models.Index(fields=["section", "-live_from", "-story"], name="stories_of_section")
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.story_id}: {self.section_id}"


class Byline(Child):
    """A person of a story's byline."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="byline_rows")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    role = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["story", "person"], name="byline_once")]
        indexes = [
            models.Index(fields=["person", "-live_from", "-story"], name="stories_of_person")
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.story_id}: {self.person_id}"


class StoryInDossier(Child):
    """A dossier a story belongs to."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="in_dossiers")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["story", "dossier"], name="story_in_dossier_once")
        ]
        indexes = [
            models.Index(fields=["dossier", "-live_from", "-story"], name="stories_of_dossier")
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.story_id}: {self.dossier_id}"
