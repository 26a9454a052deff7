"""Links to other houses at which nobody answers any more. Asked by a job; here it is only read."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.drafts.models import Outward
from articles.text.hrefs import hrefs

from .paper import Finding, Paper
from .registry import check


@check("dead-link")
def dead_links(paper: Paper) -> Iterator[Finding]:
    """By the words that lead there, or as one of the sources."""
    if not paper.article.pk:
        return
    rows = Outward.objects.dead().filter(article=paper.article)
    dead = dict(rows.values_list("address", "outcome"))
    if not dead:
        return
    for one in hrefs(str(paper.words["body"])):
        if one.address in dead:
            said = told(one.address, dead[one.address])
            yield Finding(said, "body", one.block, one.start, one.words)
    for credit in paper.words["credits"]:
        address = credit["url"].partition("#")[0]
        if address in dead:
            yield Finding(told(address, dead[address]))


def told(address: str, outcome: str) -> str:
    """Nobody follows a link to learn that it is dead: the address stands there."""
    return _("This link is dead: %(address)s. %(why)s") % {"address": address, "why": outcome}
