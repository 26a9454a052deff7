"""Which verbs would succeed for this person with this article now; found without doing anything."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from articles.catalog.models import Section
from articles.drafts import signing
from articles.drafts.kinds import State
from articles.drafts.models import Article, Signature, User
from articles.drafts.rights import may, publishes_in
from articles.drafts.rules import lacking
from articles.drafts.workflow import STEPS
from articles.press.filing import filed
from articles.press.proof import Fault, proof
from articles.press.undo import GRACE, undone
from articles.reader import clock
from articles.reader.models import Story

from .standing import Standing, standing_of
from .verbs import VERBS, Verb

#: In the order of a story's life.
ORDER = (
    *("undo", "submit", "approve", "sign", "correct", "publish", "reschedule", "recall"),
    *("restore", "revive", "send_back", "assign", "copy", "move", "withdraw", "redact"),
    *("break_glass", "spike"),
)


#: Steps towards the reader: only these are ever the page's one strong button.
FORWARD = ("submit", "approve", "sign", "correct", "publish")
#: Steps that ask nothing: one click does them, also from a phone.
AT_ONCE = frozenset({"submit", "approve", "sign", "revive", "undo"})
#: Whose right each verb is, where its name does not say so.
RIGHTS = {"reschedule": "publish_article", "undo": "recall_article", "copy": "add_article"}


@dataclass(frozen=True)
class Look:
    """Everything the page says of where an article stands."""

    article: Article
    user: User
    standing: Standing
    signatures: list[Signature]
    faults: list[Fault]
    #: The story as readers have it, or will.
    story: Story | None = None
    #: Whether readers find it where the article says.
    filed: bool = True
    #: Whether this person is among those who publish in its sections.
    publisher: bool = True
    #: What its section asks for and the signatures lack.
    lacking: list[str] = field(default_factory=list)
    #: Whether what readers have is itself what an undo gave back.
    undone: bool = False

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

    @cached_property
    def next_step(self) -> list[tuple[str, Verb]]:
        return [one for one in self.offered if one[0] in FORWARD][:1]

    @cached_property
    def others(self) -> list[tuple[str, Verb]]:
        return [one for one in self.offered if one not in self.next_step]

    @property
    def at_once(self) -> frozenset[str]:
        return AT_ONCE

    @cached_property
    def offered(self) -> list[tuple[str, Verb]]:
        return [(name, VERBS[name]) for name in ORDER if self.would_succeed(name)]

    def would_succeed(self, name: str) -> bool:
        if name in STEPS:
            step = STEPS[name]
            able = self.article.state in step.start and may(
                self.user, step.needs, self.article.section
            )
        else:
            able = self.may(RIGHTS.get(name, f"{name}_article"))
        return bool(able and getattr(self, f"can_{name}")())

    def may(self, permission: str) -> bool:
        return may(self.user, permission, *self.places)

    @property
    def places(self) -> list[Section | None]:
        return places_of(self.article, self.story)

    @property
    def unsigned(self) -> bool:
        """Whether names are all that is missing."""
        return {fault.code for fault in self.blocking} == {"unsigned"}

    def can_submit(self) -> bool:
        return bool(self.article.headline.strip() and self.article.body.strip())

    def can_approve(self) -> bool:
        others = any(one.by_id != self.user.pk for one in self.signatures)
        return others and not self.settled and (not self.mine or not self.lacking)

    def can_sign(self) -> bool:
        return not (self.mine or self.settled or self.would_succeed("approve"))

    @property
    def settled(self) -> bool:
        return self.article.state == State.APPROVED and not self.lacking

    def can_assign(self) -> bool:
        return self.article.state != State.SPIKED

    def can_copy(self) -> bool:
        return True

    def can_undo(self) -> bool:
        since = self.standing.edition_from
        fresh = since is not None and clock.now() - since <= GRACE
        return self.standing.live and fresh and not self.standing.due and not self.undone

    def can_reschedule(self) -> bool:
        return self.standing.due and not self.blocking and self.publisher

    def can_break_glass(self) -> bool:
        printable = self.standing.printable and self.article.state != State.SPIKED
        return printable and self.unsigned and self.publisher

    def can_send_back(self) -> bool:
        return True

    can_spike = can_revive = can_send_back

    def can_publish(self) -> bool:
        standing = self.standing
        refiling = standing.live and not standing.due and not self.filed
        return (standing.printable or refiling) and not self.blocking and self.publisher

    def can_correct(self) -> bool:
        standing = self.standing
        ready = not (standing.due or self.blocking) and self.publisher
        return standing.live and standing.changed and ready

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
        if article.state == State.SUBMITTED and self.next_step:
            return ""
        if article.state == State.SUBMITTED:
            yours = _("Somebody else must approve it: you have signed this text.")
            return " ".join([*([yours] if self.mine else []), *self.lacking])
        if article.state == State.APPROVED and standing.due:
            return _("It appears by itself; until then it can be recalled.")
        if article.state == State.APPROVED and not (self.may("publish_article") and self.publisher):
            return _("It is approved; an editor of the section publishes it.")
        if standing.live and not standing.changed:
            return _("Readers have this text. Every change of words must be signed again.")
        return ""


def look_at(article: Article, user: User) -> Look:
    """Where an article stands, for one person."""
    standing = standing_of(article)
    found = list(signing.signatures(article, standing.words))
    story = Story.objects.select_related("section__parent").filter(uid=article.uid).first()
    return Look(
        article,
        user,
        standing,
        found,
        proof(article),
        story=story,
        filed=not (story and standing.live) or filed(article, story),
        publisher=all(publishes_in(user, place) for place in places_of(article, story)),
        lacking=lacking(article, found),
        undone=standing.live and undone(article, standing.number),
    )


def places_of(article: Article, story: Story | None) -> list[Section | None]:
    """Where it stands: at the desk, and for readers."""
    return [article.section, *([story.section] if story else [])]
