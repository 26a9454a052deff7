"""The verbs: what each does, what it asks, and to whom it is offered."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles.drafts import workflow
from articles.drafts.assigning import assign
from articles.drafts.copying import copy
from articles.drafts.models import Article, User
from articles.press.break_glass import break_glass
from articles.press.correct import correct
from articles.press.move import move
from articles.press.publish import publish
from articles.press.purge import purge
from articles.press.recall import recall
from articles.press.redact import redact
from articles.press.reschedule import reschedule
from articles.press.restore import restore
from articles.press.undo import undo
from articles.press.withdraw import withdraw


@dataclass(frozen=True)
class Verb:
    """A function of the workflow or the press, and how people call it."""

    do: Callable[..., Any]
    #: What it can be given: option on the command line and field on the page → its parameter.
    options: dict[str, str]
    label: Promise | str
    help: str
    #: Options without which it is refused.
    needed: frozenset[str] = field(default_factory=frozenset)

    def act(self, article: Article, *, by: User, given: dict[str, Any]) -> Any:
        """Do it, and give what it gives. Raises whatever the function raises."""
        named = {self.options[option]: value for option, value in given.items()}
        return self.do(article, by=by, **named)


VERBS = {
    "assign": Verb(
        assign,
        {
            "writer": "writer",
            "editor": "editor",
            "due": "wanted_by",
            "priority": "priority",
            "length": "length",
            "measure": "measure",
            "note": "why",
        },
        _("Assign"),
        "who writes and edits, until when; what is left out is open again",
    ),
    "submit": Verb(workflow.submit, {"note": "why"}, _("Submit"), "hand in, signed"),
    "approve": Verb(workflow.approve, {"note": "why"}, _("Approve"), "sign as the second person"),
    "sign": Verb(workflow.sign, {}, _("Seen"), "stand for what somebody else changed"),
    "publish": Verb(
        publish,
        {"kind": "kind", "at": "live_from", "note": "note"},
        _("Publish"),
        "now, or at a moment",
    ),
    "correct": Verb(
        correct,
        {"note": "note", "at": "live_from"},
        _("Correct"),
        "with a note for readers",
        frozenset({"note"}),
    ),
    "undo": Verb(undo, {}, _("Undo"), "within a minute: back to what readers had before"),
    "reschedule": Verb(
        reschedule,
        {"at": "live_from", "note": "note"},
        _("Reschedule"),
        "another moment for what waits; without one, now",
    ),
    "break_glass": Verb(
        break_glass,
        {"reason": "reason", "kind": "kind", "at": "live_from", "note": "note"},
        _("Publish without signatures"),
        "break the glass: every chief is told why",
        frozenset({"reason"}),
    ),
    "recall": Verb(recall, {"note": "note"}, _("Recall"), "take back what is not live yet"),
    "send_back": Verb(workflow.send_back, {"note": "why"}, _("Send back"), "back to the writer"),
    "withdraw": Verb(
        withdraw,
        {"reason": "reason", "kind": "kind"},
        _("Withdraw"),
        "away from all readers",
        frozenset({"reason"}),
    ),
    "restore": Verb(restore, {"note": "note"}, _("Restore"), "give a withdrawn story back"),
    "move": Verb(
        move, {"to": "slug", "note": "note"}, _("Move"), "a new address", frozenset({"to"})
    ),
    "redact": Verb(
        redact,
        {"words": "words", "reason": "reason"},
        _("Redact"),
        "take words out of every edition, by order of a court",
        frozenset({"words", "reason"}),
    ),
    "copy": Verb(copy, {"note": "why"}, _("Copy"), "a new draft with the same words"),
    "spike": Verb(workflow.spike, {"reason": "why"}, _("Spike"), "into the bin"),
    "revive": Verb(workflow.revive, {"note": "why"}, _("Revive"), "out of the bin"),
    "purge": Verb(
        purge,
        {"reason": "reason"},
        _("Purge"),
        "delete for good; only the log remains",
        frozenset({"reason"}),
    ),
}


#: Decisions that no button of their own makes.
OTHER = {
    "file": _("Section and topics published"),
    "restore_version": _("Version restored"),
    "log_in": _("Logged in"),
    "log_out": _("Logged out"),
    "log_in_failed": _("Log-in failed"),
    "lock_out": _("Locked out"),
    "unlock": _("Unlocked"),
    "factor_added": _("Second step set up"),
    "factor_removed": _("Second step removed"),
    "factors_reset": _("Second step reset"),
    "recovery_codes": _("Recovery codes made"),
    "recovery_used": _("Recovery code used"),
    "log_ins_ended": _("Log-ins ended"),
    "ask_recheck": _("Stories that link here are to be looked at again"),
    "recheck": _("Looked at again"),
    "keep_promise": _("Promised story found"),
    "settle_promise": _("Promise settled: no such story"),
    "add_entry": _("Entry added"),
    "correct_entry": _("Entry corrected"),
    "recall_entry": _("Entry recalled"),
    "point_out": _("Key point set or removed"),
    "close_ticker": _("Ticker closed"),
    "reopen_ticker": _("Ticker reopened"),
    "share": _("Link for a guest made"),
    "revoke_share": _("Link for a guest revoked"),
    "guest_remark": _("Remark of a guest"),
    "guest_approval": _("Quotation approved by a guest"),
    "picture_added": _("Picture uploaded"),
    "picture_changed": _("Picture's record changed"),
    "picture_replaced": _("Picture's file replaced"),
    "picture_deleted": _("Picture deleted"),
    "topics_joined": _("Topics joined"),
    "topic_renamed": _("Topic renamed"),
    "people_joined": _("People joined"),
    "person_renamed": _("Person renamed"),
    "lay_out": _("Front published"),
    "settings": _("Settings of the newsroom saved"),
    "lead": _("Redirect set"),
    "account_added": _("Account added"),
    "account_changed": _("Account changed"),
    "wire_offered": _("New version came in from its source"),
    "wire_killed": _("Taken back by its source"),
    "wire_withheld": _("Withheld by its source"),
    "wire_seen": _("Word of its source seen"),
}


def label_of(name: str) -> str:
    """What the log's word for a decision is called at the desk."""
    return str(VERBS[name].label) if name in VERBS else str(OTHER.get(name, name))
