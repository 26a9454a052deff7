"""Pictures in print: where each is used, and the files that are sent out of it."""

from django.core.files.storage import Storage, storages
from django.db import models

from articles.catalog.models import Picture

from .children import Child
from .edition import Edition
from .story import Story


def served() -> Storage:
    """Where renditions lie. No address leads there: `Rendition` says who may have which."""
    return storages["renditions"]


class PictureUse(Child):
    """A picture in one edition of a story. What makes a picture visible at all."""

    class Role(models.TextChoices):
        LEAD = "lead"
        TEXT = "text"

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="picture_uses")
    story = models.ForeignKey(Story, models.CASCADE, related_name="picture_uses")
    #: The edition's, so that the policy can tell whether a newer one is out.
    number = models.PositiveIntegerField()
    picture = models.ForeignKey(Picture, models.PROTECT, related_name="uses")
    role = models.CharField(max_length=4, choices=Role)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "role", "picture"], name="picture_used_once_as"
            )
        ]
        indexes = [models.Index(fields=["story", "role"], name="pictures_of_story")]

    def __str__(self) -> str:
        return f"{self.story_id}: {self.picture_id} ({self.role})"


class Plate(models.Model):
    """One crop of a picture, ready to be named on a page: every width and format there is."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="plates")
    crop = models.CharField(max_length=8)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    #: {"avif": [[width, name, bytes], …], "jpeg": …}, narrowest first
    sources = models.JSONField(default=dict)
    #: What it was made of: another file, another box, or a print in place of the file, is another.
    recipe = models.CharField(max_length=160)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["picture", "crop"], name="plate_once")]

    def __str__(self) -> str:
        return f"{self.picture_id}: {self.crop}"


class Rendition(models.Model):
    """One file that may be sent to a reader; its name is the SHA-256 of its bytes.

    Two crops or two pictures may come to the same bytes: then one file has several rows, and may
    be sent while one of them shows.
    """

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")
    crop = models.CharField(max_length=8)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    media_type = models.CharField(max_length=20)
    file = models.FileField(storage=served, max_length=100)
    #: 64 hexadecimal digits and an ending: the last part of its address.
    name = models.CharField(max_length=72, db_index=True)
    size = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["picture", "crop", "name"], name="rendition_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/media/{self.name}"
