"""How the demo paper works: whose sections are whose, and what some of them ask."""

from typing import Any

from django.contrib.auth.models import Group

from articles.catalog.models import Section
from articles.drafts.models import SectionRule

from .people import LEGAL, Desk

#: Where the section editor is at home.
SPORT = "sport"


def arrange(plan: dict[str, Any], desk: Desk, sections: dict[str, Section]) -> None:
    """After the stories, which were signed before anybody thought of these rules."""
    if SPORT in sections:
        desk.sport.sections.set([sections[SPORT]])
    for one in plan.get("rule", []):
        legal = Group.objects.get(name=LEGAL) if one.get("legal") else None
        SectionRule.objects.update_or_create(
            section=sections[one["section"]],
            defaults={"among": legal, "strict": one.get("strict", False)},
        )
