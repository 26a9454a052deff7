"""An old version's words again, as a new version."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.catalog.models import Picture, Section, Source
from articles.catalog.people import people as people_by_key

from . import linking, saving
from .log import decide
from .models import Article, Contribution, Credit, User, Version
from .models.article import WRITTEN
from .rights import require
from .workflow import hold

#: Restoring words leaves these as they are: the address and the date are of today.
KEPT = ("slug", "live_from")


@transaction.atomic
def restore_version(article: Article, number: int, *, by: User) -> Version:
    """Save what version `number` said as the newest version; nothing in between is lost.

    People, sources and sections that exist no more are left out. Raises NotYours,
    Version.DoesNotExist.
    """
    require(by, "change_article")
    held = hold(article)
    content = held.versions.get(number=number).content
    for name in (set(WRITTEN) - set(KEPT)) & set(content):
        setattr(held, name, content[name])
    if held.section_id and not Section.objects.filter(pk=held.section_id).exists():
        held.section = None
    if held.lead_id and not Picture.objects.filter(pk=held.lead_id).exists():
        held.lead = None
    saving.claim(held, by=by)
    held.tags.set(content["tags"])
    restore_rows(held, content)
    decide(held, "restore_version", by=by, number=number)
    return saving.record(held, by=by, note=_("Version %(number)d restored") % {"number": number})


def restore_rows(article: Article, content: dict[str, Any]) -> None:
    """Byline and credits as they stood, in their order."""
    article.contributions.all().delete()
    article.credits.all().delete()
    people = people_by_key(one["person"] for one in content["bylines"])
    sources = Source.objects.in_bulk([one["source"] for one in content["credits"]])
    for order, one in enumerate(content["bylines"]):
        if person := people.get(one["person"]):
            Contribution.objects.create(
                article=article, person=person, role=one["role"], order=order
            )
    for order, one in enumerate(content["credits"]):
        if source := sources.get(one["source"]):
            Credit.objects.create(
                article=article,
                source=source,
                relation=one["relation"],
                url=one["url"],
                retrieved_at=one["retrieved"] or None,
                in_text=one["in_text"],
                order=order,
            )
    if "links" in content:
        linking.rewrite(article, content["links"])
