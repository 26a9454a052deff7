"""Which verbs would succeed for this person with this article now; found without doing anything."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.drafts import signing
from articles.drafts.kinds import State
from articles.drafts.models import Article, Signature, User
from articles.drafts.workflow import STEPS
from articles.press.filing import filed
from articles.press.proof import Fault, proof
from articles.reader.models import Story

from .standing import Standing, standing_of
from .verbs import VERBS, Verb

#: In the order of a story's life.
ORDER = (
    *("submit", "approve", "sign", "correct", "publish", "recall"),
    *("restore", "revive", "send_back", "move", "withdraw", "redact", "spike"),
)


#: Steps towards the reader: only these are ever the page's one strong button.
FORWARD = ("submit", "approve", "sign", "correct", "publish")
#: Steps that ask nothing: one click does them, also from a phone.
AT_ONCE = frozenset({"submit", "approve", "sign", "revive"})


@dataclass(frozen=True)
class Look:
    """Everything the page says of where an article stands."""

    article: Article
    user: User
    standing: Standing
    signatures: list[Signature]
    faults: list[Fault]
    #: Whether readers find the story where the article says.
    filed: bool = True

    @property
    def blocking(self) -> list[Fault]:
        return [fault for fault in self.faults if fault.blocking]

    @property
    def findings(self) -> list[Fault]:
        """What the page lists. That names are missing its state says already."""
        return [fault for fault in self.faults if fault.code != "unsigned"]

    @property
    def advice(self) -> list[Fault]:
        return [fault for fault in self.faults if not fault.blocking]

    @property
    def mine(self) -> bool:
        return any(one.by_id == self.user.pk for one in self.signatures)

    @property
    def next_step(self) -> list[tuple[str, Verb]]:
        return [one for one in self.offered if one[0] in FORWARD][:1]

    @property
    def others(self) -> list[tuple[str, Verb]]:
        return [one for one in self.offered if one not in self.next_step]

    @property
    def at_once(self) -> frozenset[str]:
        return AT_ONCE

    @property
    def offered(self) -> list[tuple[str, Verb]]:
        return [(name, VERBS[name]) for name in ORDER if self.would_succeed(name)]

    def would_succeed(self, name: str) -> bool:
        if name in STEPS:
            step = STEPS[name]
            able = self.article.state in step.start and self.may(step.needs)
        else:
            able = self.may(f"{name}_article")
        return able and getattr(self, f"can_{name}")()

    def may(self, permission: str) -> bool:
        return self.user.is_active and self.user.has_perm(f"articles.{permission}")

    def can_submit(self) -> bool:
        return bool(self.article.headline.strip() and self.article.body.strip())

    def can_approve(self) -> bool:
        return any(one.by_id != self.user.pk for one in self.signatures)

    def can_sign(self) -> bool:
        return not self.mine and not self.would_succeed("approve")

    def can_send_back(self) -> bool:
        return True

    can_spike = can_revive = can_send_back

    def can_publish(self) -> bool:
        standing = self.standing
        refiling = standing.live and not standing.due and not self.filed
        return (standing.printable or refiling) and not self.blocking

    def can_correct(self) -> bool:
        standing = self.standing
        return standing.live and standing.changed and not (standing.due or self.blocking)

    def can_recall(self) -> bool:
        return self.standing.due

    def can_withdraw(self) -> bool:
        return self.standing.live

    def can_restore(self) -> bool:
        return self.standing.withdrawn

    def can_move(self) -> bool:
        return bool(self.standing.path) and not self.standing.withdrawn

    def can_redact(self) -> bool:
        return bool(self.standing.path)

    @property
    def missing(self) -> str:
        """One sentence on what the next step waits for, where it is not this person's to take."""
        article, standing = self.article, self.standing
        if article.state == State.SUBMITTED and self.mine:
            return _("Somebody else must approve it: you have signed this text.")
        if article.state == State.SUBMITTED and not self.may("approve_article"):
            return _("An editor must approve it.")
        if article.state == State.APPROVED and standing.due:
            return _("It appears by itself; until then it can be recalled.")
        if article.state == State.APPROVED and not self.may("publish_article"):
            return _("It is approved; an editor publishes it.")
        if standing.live and not standing.changed:
            return _("Readers have this text. Every change of words must be signed again.")
        return ""


def look_at(article: Article, user: User) -> Look:
    """Where an article stands, for one person."""
    standing = standing_of(article)
    found = list(signing.signatures(article, standing.words))
    story = Story.objects.filter(uid=article.uid).first() if standing.live else None
    placed = story is None or filed(article, story)
    return Look(article, user, standing, found, proof(article), placed)
