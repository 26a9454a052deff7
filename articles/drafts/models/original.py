"""Originals: the files photographers gave us, and on what terms. No reader's role knows them."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from taggit.models import ItemBase

from articles.catalog.models import Picture, Source, Tag


def private() -> Storage:
    """Where originals lie: never under an address, and out of the public process's reach."""
    return storages["originals"]


class Licence(models.Model):
    """Terms a newsroom works under again and again: what for, where, and for how long."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    purpose = models.CharField(
        _("purpose"), max_length=120, blank=True, help_text=_("“Editorial use only.”")
    )
    territory = models.CharField(_("territory"), max_length=120, blank=True)
    days = models.PositiveIntegerField(
        _("term in days"), null=True, blank=True, help_text=_("From the upload on. Empty: no end.")
    )

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Original(models.Model):
    """A picture's file as it came, with everything about it that is the desk's business only."""

    picture = models.OneToOneField(Picture, models.PROTECT, related_name="original")
    file = models.FileField(storage=private, max_length=200, editable=False)
    #: As the photographer called it.
    filename = models.CharField(_("file name"), max_length=200, editable=False)
    #: `image/jpeg` and its like: as decoded, whatever the name says.
    media_type = models.CharField(max_length=40, editable=False)
    size = models.PositiveBigIntegerField(_("bytes"), editable=False)
    #: SHA-256 of the bytes, in hexadecimal.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    #: 64 bits in which alike pictures differ little, as a signed number.
    likeness = models.BigIntegerField(editable=False)
    title = models.CharField(_("title"), max_length=200, blank=True)
    taken_at = models.DateTimeField(_("taken"), null=True, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source")
    )
    holder = models.CharField(_("rights holder"), max_length=200, blank=True)
    licence = models.ForeignKey(
        Licence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("licence")
    )
    note = models.TextField(_("internal note"), blank=True)
    #: For the desk, so that it is found again. What a story is about is its own affair.
    tags = TaggableManager(_("topics"), through="articles.TaggedPicture", blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")
        default_permissions = ()
        indexes = [
            models.Index(fields=["-uploaded_at", "-id"], name="originals_latest"),
            GinIndex(
                SearchVector("title", "filename", "holder", "note", config="simple"),
                name="original_words",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.filename

    @property
    def file_names(self) -> list[str]:
        """Everything of it that lies in the storage."""
        return [str(self.file.name), *(self.print_name(size) for size in PRINTS)]

    def print_name(self, size: str) -> str:
        """Where in the storage the desk's own small or large print of it lies."""
        return print_name(self.digest, size)


class TaggedPicture(ItemBase):
    """A topic of a picture, as far as the desk is concerned: no reader's role knows the table."""

    content_object = models.ForeignKey(Original, models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="tagged_pictures")

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="picture_tag_once")
        ]


#: The prints that the desk looks at: longest side in pixels, longest first.
PRINTS = {"large": 1280, "small": 400}


def print_name(digest: str, size: str) -> str:
    return f"{digest[:2]}/{digest}.{size}.jpg"
