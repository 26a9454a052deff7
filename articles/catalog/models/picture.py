"""Pictures: what readers may know of them. The file itself and its papers are the desk's."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.text.ids import block_id

from .person import Person


class Picture(models.Model):
    """A picture under a key of its own, which texts name. Every column may be seen by readers,
    once something they see uses the picture, and until its rights end.

    Where the original lies, whose it is and what was paid for it is not here: see `Original`.
    """

    key = models.CharField(max_length=8, unique=True, default=block_id, editable=False)
    alt = models.CharField(
        _("description"),
        max_length=300,
        blank=True,
        help_text=_(
            "What can be seen, for those who do not see it: “A ferry with its doors open.”"
        ),
    )
    caption = models.TextField(
        _("caption"), blank=True, help_text=_("What cannot be seen. A story may have its own.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    photographer = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photographer"),
    )
    usable_until = models.DateTimeField(
        _("usable until"),
        null=True,
        blank=True,
        help_text=_("From this moment on no reader sees it anywhere. Stories stay."),
    )
    no_social = models.BooleanField(_("not for social networks"), default=False)
    sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("Shown only after a click.")
    )

    #: Pixels of the original, upright.
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    #: `#rrggbb`, for the place it will fill.
    colour = models.CharField(max_length=7, editable=False, default="#888888")
    #: What must stay in sight, in thousandths of width and height from the upper left corner.
    focus_x = models.PositiveSmallIntegerField(default=500)
    focus_y = models.PositiveSmallIntegerField(default=500)
    #: {crop: [left, top, width, height] in pixels}, where somebody set one by hand.
    crops = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-id"]
        indexes = [
            GinIndex(
                SearchVector("alt", "caption", "credit", config="simple"), name="picture_words"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(focus_x__lte=1000) & Q(focus_y__lte=1000), name="focus_in_picture"
            ),
            models.CheckConstraint(
                condition=Q(width__gte=1) & Q(height__gte=1), name="picture_has_pixels"
            ),
        ]

    def __str__(self) -> str:
        return self.alt or self.caption or self.key
