"""Logos of the newsroom, as the darkroom drew them; `House` says which one stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _

#: Width and height, in pixels of a page, that a logo may take on the front, and on other pages.
FRONT, INNER = (480, 120), (240, 48)
#: What pages are made of: everything but the files themselves.
FACTS = ("key", "width", "height", "digest", "side", "ink")


class Logo(models.Model):
    """Both files of a logo, under the SHA-256 of their bytes. Append-only, by grant.

    They lie in the database since there are few, and small ones: so they come and go with the
    settings that name them, in a copy, in an export, under any store of pictures.
    """

    class Ink(models.TextChoices):
        DARK = "dark"
        LIGHT = "light"

    #: 64 hexadecimal digits, of `page`.
    key = models.CharField(max_length=64, primary_key=True)
    #: A WebP for heads of pages, its width and height in pixels: twice what is shown at most.
    page = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    #: 64 hexadecimal digits, of `square`.
    digest = models.CharField(max_length=64, db_index=True)
    #: A PNG for machines, and the length of its sides.
    square = models.BinaryField()
    side = models.PositiveIntegerField()
    #: On paper of which kind it would be lost.
    ink = models.CharField(max_length=5, choices=Ink, blank=True)

    class Meta:
        verbose_name = _("logo")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=models.Q(width__gte=1, height__gte=1, side__gte=1),
                name="logo_has_pixels",
            )
        ]

    def __str__(self) -> str:
        return self.key[:8]

    def get_absolute_url(self) -> str:
        """Of the file for heads of pages."""
        return f"/media/{self.key}.webp"

    @property
    def square_url(self) -> str:
        return f"/media/{self.digest}.png"

    @property
    def front(self) -> tuple[int, int]:
        """Width and height at which the front shows it."""
        return self.within(FRONT)

    @property
    def inner(self) -> tuple[int, int]:
        """The same of all other pages."""
        return self.within(INNER)

    def within(self, box: tuple[int, int]) -> tuple[int, int]:
        """As large as a box of pixels allows, and never larger than the file."""
        scale = min(1, box[0] / self.width, box[1] / self.height)
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))
