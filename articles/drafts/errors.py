"""Why the desk is refused something: the docstring is the message."""

from typing import Any

from django.utils.translation import gettext, gettext_noop


class Refusal(Exception):
    """A rule of the house stands against it."""

    def __init__(self, **details: Any) -> None:
        super().__init__()
        self.details = details

    def __str__(self) -> str:
        return gettext(self.__doc__ or "") % self.details


class NotYours(Refusal):
    __doc__ = gettext_noop("You do not have the right to do this.")


class NotHere(Refusal):
    __doc__ = gettext_noop("“%(section)s” is published by others: ask one of them.")


class NotAtDesk(Refusal):
    __doc__ = gettext_noop("%(who)s cannot be assigned: the account does not write here.")


class Overtaken(Refusal):
    __doc__ = gettext_noop(
        "%(who)s saved this article in the meantime."
        " Your text is still here; nothing was overwritten."
    )


class NotNow(Refusal):
    __doc__ = gettext_noop("This cannot be done while the article is %(state)s.")


class AsItIs(Refusal):
    __doc__ = gettext_noop("It is so already.")


class SameHand(Refusal):
    __doc__ = gettext_noop("You have signed this text already. Somebody else must sign it.")


class SecondHandMissing(Refusal):
    __doc__ = gettext_noop("Nobody else has signed this text yet.")


class StillMissing(Refusal):
    __doc__ = gettext_noop("You have signed this text already. %(missing)s")


class NoText(Refusal):
    __doc__ = gettext_noop("There is nothing to submit: the headline or the text is missing.")


class TooMuch(Refusal):
    __doc__ = gettext_noop("That is a lot in a short time. Please try again later.")


class NoVersion(Refusal):
    __doc__ = gettext_noop("There is no such version of this article.")


class MayNotApprove(Refusal):
    __doc__ = gettext_noop("This link is for reading and remarks only.")


class LastFactor(Refusal):
    __doc__ = gettext_noop("Your role needs a second step: add another one before this one goes.")


class PlanOvertaken(Refusal):
    __doc__ = gettext_noop(
        "%(who)s changed this front in the meantime. Nothing was overwritten: look, and try again."
    )


class HouseOvertaken(Refusal):
    __doc__ = gettext_noop(
        "%(who)s saved the settings in the meantime. Nothing was overwritten: what you typed is"
        " still here. Look at what stands now, and save again."
    )


class FrontIsFull(Refusal):
    __doc__ = gettext_noop("A front has %(most)d places, and all of them are taken.")


class NotOnFront(Refusal):
    __doc__ = gettext_noop("This article does not stand on this front.")


class Spiked(Refusal):
    __doc__ = gettext_noop("This article was spiked: it cannot stand on a front.")


class NothingSaid(Refusal):
    __doc__ = gettext_noop("There is nothing to send yet: write something first.")


class NoSuchThing(Refusal):
    __doc__ = gettext_noop("This is not there any more.")


class LongRemark(Refusal):
    __doc__ = gettext_noop("A remark has at most %(most)d characters: make two of it.")


class NotOffered(Refusal):
    __doc__ = gettext_noop("This version is not offered any more: somebody has decided on it.")
