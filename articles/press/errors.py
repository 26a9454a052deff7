"""Why the door stays shut: the docstring is the message."""

from django.utils.translation import gettext_noop

from articles.drafts.errors import NotYours, Refusal

__all__ = [
    "AlreadyDue",
    "AlreadyThere",
    "Circle",
    "EntryOvertaken",
    "EntryTooLong",
    "EntryTooOld",
    "NeedsNote",
    "NeedsReason",
    "NoEntry",
    "NoPromise",
    "NoSuchAddress",
    "NotATicker",
    "NotFound",
    "NotLive",
    "NotNeeded",
    "NotReady",
    "NotYours",
    "NothingChanged",
    "NothingDue",
    "NothingWritten",
    "NowhereToLead",
    "OutOfOrder",
    "Refusal",
    "SamePerson",
    "SameTopic",
    "SeenByReaders",
    "StillNamed",
    "Taken",
    "TickerClosed",
    "TooLate",
    "TooShort",
    "UnknownKind",
    "Withdrawn",
    "WrongMoment",
]


class NotReady(Refusal):
    __doc__ = gettext_noop("This cannot be published yet: %(faults)s")


class AlreadyDue(Refusal):
    __doc__ = gettext_noop(
        "An edition is already waiting for %(moment)s. Recall it first, or replace it."
    )


class NeedsReason(Refusal):
    __doc__ = gettext_noop("Every chief will read why: write at least %(fewest)d characters.")


class NowhereToLead(Refusal):
    __doc__ = gettext_noop("Readers find nothing at %(path)s, so nothing can lead there.")


class Circle(Refusal):
    __doc__ = gettext_noop("%(path)s would lead back to itself.")


class NotNeeded(Refusal):
    __doc__ = gettext_noop("Everybody who must sign has signed: publish it in the usual way.")


class TooLate(Refusal):
    __doc__ = gettext_noop(
        "Readers have had this edition for more than a minute. Correct, update or withdraw it."
    )


class NothingDue(Refusal):
    __doc__ = gettext_noop("There is no edition waiting, so nothing can be recalled.")


class NoPromise(Refusal):
    __doc__ = gettext_noop("This promise is settled already, or it would lead to itself.")


class NotLive(Refusal):
    __doc__ = gettext_noop("No reader has this story, so this cannot be done.")


class Withdrawn(Refusal):
    __doc__ = gettext_noop("This story was withdrawn. Restore it first.")


class NothingChanged(Refusal):
    __doc__ = gettext_noop(
        "Nothing has changed since the last edition, so there is nothing to correct."
    )


class NeedsNote(Refusal):
    __doc__ = gettext_noop("Readers must be told why: write a note.")


class OutOfOrder(Refusal):
    __doc__ = gettext_noop("An edition cannot be older than the one readers have.")


class NoSuchAddress(Refusal):
    __doc__ = gettext_noop("“%(slug)s” cannot stand in an address.")


class UnknownKind(Refusal):
    __doc__ = gettext_noop("“%(kind)s” is not something this can be.")


class Taken(Refusal):
    __doc__ = gettext_noop("Another story stands at %(path)s, or stood there.")


class NotFound(Refusal):
    __doc__ = gettext_noop("These words stand in no edition of this story.")


class TooShort(Refusal):
    __doc__ = gettext_noop("Write at least %(fewest)d characters: fewer are found everywhere.")


class NotATicker(Refusal):
    __doc__ = gettext_noop("This story is no ticker: it has no entries.")


class TickerClosed(Refusal):
    __doc__ = gettext_noop("This ticker is closed. Reopen it first.")


class NoEntry(Refusal):
    __doc__ = gettext_noop("There is no such entry in this ticker, or it was recalled.")


class NothingWritten(Refusal):
    __doc__ = gettext_noop("Nothing is written yet.")


class EntryTooLong(Refusal):
    __doc__ = gettext_noop(
        "An entry has a first line of 200 characters and a text of %(most)d at most."
    )


class EntryTooOld(Refusal):
    __doc__ = gettext_noop("Readers have had this entry for more than a minute. Correct it.")


class EntryOvertaken(Refusal):
    __doc__ = gettext_noop(
        "Somebody else has corrected this entry meanwhile. Your text is still here."
    )


class AlreadyThere(Refusal):
    __doc__ = gettext_noop(
        "This entry was sent before, with other words. Send this text as an entry of its own."
    )


class WrongMoment(Refusal):
    __doc__ = gettext_noop("An entry stands between the beginning of its ticker and now.")


class SameTopic(Refusal):
    __doc__ = gettext_noop("A topic cannot be joined with itself.")


class SamePerson(Refusal):
    __doc__ = gettext_noop("A person cannot be joined with itself.")


class SeenByReaders(Refusal):
    __doc__ = gettext_noop("Readers know “%(name)s”: it cannot be deleted any more.")


class StillNamed(Refusal):
    __doc__ = gettext_noop("“%(name)s” is named elsewhere: it cannot be deleted yet.")
