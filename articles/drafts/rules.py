"""What the section of an article asks before it is published."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.catalog.models import House, Section

from .models import Article, SectionRule, Signature, User


def rule_of(section: Section | None) -> SectionRule:
    """The section's own rule, else that of the one above, else the house's (unsaved)."""
    own = own_rule_of(section)
    return own or SectionRule(section=section, signatures=House.objects.newest().signatures)


def own_rule_of(section: Section | None) -> SectionRule | None:
    """The section's own rule, else that of the one above."""
    if section is not None:
        rows = SectionRule.objects.select_related("among").filter(section__in=section.lineage)
        found = {row.section_id: row for row in rows}
        for one in section.lineage:
            if one.pk in found:
                return found[one.pk]
    return None


def lacking(article: Article, signed: list[Signature]) -> list[str]:
    """What these signatures under an article's words still lack, a sentence each."""
    return list(complaints(article, rule_of(article.section), signed))


def complaints(article: Article, rule: SectionRule, signed: list[Signature]) -> Iterator[str]:
    people = {one.by_id for one in signed}
    approving = {one.by_id for one in signed if counts_in(one, article.section)}
    if len(people) < rule.signatures:
        yield _("%(wanted)d people must sign these words, %(found)d did.") % {
            "wanted": rule.signatures,
            "found": len(people),
        }
    if not approving:
        yield _("Somebody who may approve must be among them.")
    elif rule.strict and not approving - hands_in(article):
        yield _("Somebody who wrote none of it must approve it.")
    if rule.among and not any(one.by.groups.filter(pk=rule.among_id).exists() for one in signed):
        yield _("Somebody from “%(group)s” must sign it.") % {"group": rule.among.name}


def counts_in(signature: Signature, section: Section | None) -> bool:
    """Whether it approves here: what a section editor approved at home counts at home."""
    at_home = {one.pk for one in section.lineage} if section else set()
    return signature.authority and (signature.home_id is None or signature.home_id in at_home)


def hands_in(article: Article) -> set[int]:
    """Everybody who saved a version of it, and the accounts of those it names."""
    named = article.contributions.values("person")
    return {
        *article.versions.values_list("by", flat=True),
        *User.objects.filter(person__in=named).values_list("pk", flat=True),
    }
