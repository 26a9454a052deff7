"""Plans: what a newsroom wants on its fronts, while it is still changing its mind."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from articles.catalog.kinds import Place
from articles.catalog.models import Picture, Section
from articles.catalog.moments import sensible

from .article import Article


class Plan(models.Model):
    """The working copy of one front. `version` is its only collision token."""

    #: None is the home page.
    section = models.OneToOneField(Section, models.CASCADE, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    breaking = models.CharField(_("breaking line"), max_length=160, blank=True)
    breaking_article = models.ForeignKey(Article, models.SET_NULL, null=True, related_name="+")
    breaking_until = models.DateTimeField(_("until"), null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("front")
        verbose_name_plural = _("fronts")
        default_permissions = ("change", "view")
        constraints = [
            models.UniqueConstraint(fields=["section"], name="plan_once", nulls_distinct=False),
            sensible("plan_breaking_sensible", "breaking_until"),
        ]

    def __str__(self) -> str:
        return str(self.section) if self.section else str(_("Home page"))


class Placement(models.Model):
    """An article on a plan; an article stands once on each. Empty words are the article's own."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="placements")
    article = models.ForeignKey(Article, models.CASCADE, related_name="placements")
    place = models.CharField(max_length=6, choices=Place)
    #: From the top of the front, over all places.
    order = models.PositiveSmallIntegerField()
    kicker = models.CharField(_("kicker"), max_length=80, blank=True)
    headline = models.CharField(_("headline"), max_length=120, blank=True)
    standfirst = models.CharField(_("standfirst"), max_length=300, blank=True)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, related_name="placements")
    #: From this moment on it stands there no more, without anybody's doing.
    until = models.DateTimeField(_("pinned until"), null=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "article"], name="article_placed_once"),
            sensible("placement_until_sensible", "until"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.article_id} ({self.place})"


class PlanVersion(models.Model):
    """A plan as one change left it. Append-only, by grant."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    #: {"slots": [{"uid", "place", words, "picture", "until"}, …], "breaking": {…}}
    content = models.JSONField(encoder=DjangoJSONEncoder)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.number}"
