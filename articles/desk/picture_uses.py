"""Where a picture is used: working copies, what readers have, portraits, sections, fronts."""

from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.catalog.models import Person, Picture, Section
from articles.drafts.models import Article, Placement
from articles.drafts.picturing import articles_with
from articles.reader.models import PictureUse, Slot

from .standing import with_standing

#: Articles that are named; the others are counted by nobody.
MOST = 50


class Use(NamedTuple):
    """One place; `article` is None for a person, a section or a front."""

    address: str
    name: str
    said: str
    article: Article | None = None


def uses_of(picture: Picture) -> list[Use]:
    """The newest first; what readers alone have still, too."""
    printed = PictureUse.objects.filter(picture=picture).order_by("-live_from", "-story")
    here = articles_with(picture).order_by("-changed_at", "-pk")
    # As keys: asked for in one statement, every article is looked at.
    keys = list(here.values_list("pk", flat=True)[:MOST])
    uids = set(printed.values_list("story__uid", flat=True)[: 2 * MOST])
    rows = Article.objects.filter(Q(pk__in=keys) | Q(uid__in=uids))
    articles = with_standing(
        rows.select_related("section__parent").order_by("-changed_at", "-pk")[:MOST]
    )
    shown = [one.pk for one in articles]
    mine = set(here.filter(pk__in=shown).values_list("pk", flat=True))
    found = [use_in(one, picture, own=one.pk in mine) for one in articles]
    for model, field in ((Person, "portrait"), (Section, "picture")):
        said = _("portrait") if model is Person else _("picture of the section")
        found += [
            Use(address_of(one), str(one), said)
            for one in model.objects.filter(**{field: picture})[:MOST]
        ]
    return found + [on_front(one) for one in picture.placements.select_related("plan__section")]


def on_front(one: Placement) -> Use:
    """A slot that shows it in place of its article's own."""
    section = one.plan.section_id
    address = reverse("admin:fronts") + (f"?front={section}" if section else "")
    return Use(address, str(one.plan), _("on the front"))


def use_in(article: Article, picture: Picture, *, own: bool) -> Use:
    if not own:
        said = _("in an edition; not in the working copy")
    else:
        said = _("lead picture") if article.lead_id == picture.pk else _("in the text")
    return Use(address_of(article), str(article), said, article)


def address_of(row: Any) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])


def is_live(picture: Picture) -> bool:
    """Whether any edition or front has it: then its record is an editor's affair."""
    return any(rows.filter(picture=picture).exists() for rows in (PictureUse.objects, Slot.objects))
