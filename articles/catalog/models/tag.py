"""Tags: taggit's, with slugs a German address can carry, a kind and synonyms."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import TagBase

from articles.text.slugs import slugify


class Tag(TagBase):
    """A topic, person, place, organisation or event that stories are about."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("topic")
        PERSON = "person", _("person")
        PLACE = "place", _("place")
        ORGANISATION = "organisation", _("organisation")
        EVENT = "event", _("event")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.TOPIC)
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("A few sentences at the head of the topic's page: what it is about."),
    )
    synonyms = ArrayField(
        models.CharField(max_length=100),
        verbose_name=_("synonyms"),
        default=list,
        blank=True,
        help_text=_("Other words for the same, separated by commas."),
    )

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]
        indexes = [GinIndex(SearchVector("name", config="simple"), name="tag_words")]

    def get_absolute_url(self) -> str:
        return f"/topics/{self.slug}/"

    def slugify(self, tag: str, i: int | None = None) -> str:
        """`Südkorea` becomes `suedkorea`; taggit counts on in `i` until the slug is free."""
        slug = slugify(tag) or "tag"
        return slug if i is None else f"{slug}-{i}"

    @classmethod
    def called(cls, names: list[str]) -> list[str]:
        """The same names, each that is only a synonym as the topic it stands for."""
        known = cls.objects.filter(synonyms__overlap=names) if names else ()
        own = {word: tag.name for tag in known for word in tag.synonyms}
        for tag in cls.objects.filter(name__in=own):
            del own[tag.name]
        return list(dict.fromkeys(own.get(name, name) for name in names))
