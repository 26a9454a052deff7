"""Dossiers: what gathers a running story on a page of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.catalog.moments import sensible

from .tag import Tag


class Dossier(models.Model):
    """A running story: the stories somebody chose for it, and every one under its topic.

    Readers know of it from `live_from` on; without that date nobody but the desk does.
    """

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    introduction = models.TextField(
        _("introduction"),
        blank=True,
        help_text=_("A few sentences at the head of the page: what has happened so far."),
    )
    tag = models.ForeignKey(
        Tag,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("topic"),
        help_text=_("Every story under this topic belongs to it by itself."),
    )
    live_from = models.DateTimeField(
        _("with readers from"),
        null=True,
        blank=True,
        help_text=_("Empty: no reader sees the page. A moment to come is an embargo."),
    )

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["title"]
        default_permissions = ("add", "change", "view")
        constraints = [sensible("dossier_date_sensible")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/dossiers/{self.slug}/"
