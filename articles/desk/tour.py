"""A tour for a first day, in six steps: from an assignment to what comes after it is handed in."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from articles.drafts.kinds import State
from articles.drafts.touring import FIRST, OVER, tour_to

#: Whom it leads: those who write.
RIGHT = "articles.add_article"
#: Where it is shown; elsewhere it waits.
BOARD, LIST = "index", "articles_article_changelist"
FORMS = frozenset({"articles_article_change", "articles_article_add"})
SCREENS = FORMS | {BOARD, LIST, "inbox"}


@dataclass(frozen=True)
class Step:
    """What it says, the element it is about, and the part of the guide that says more."""

    title: Promise | str
    text: Promise | str
    #: Ids of elements; the first that the screen has is shown.
    places: str
    more: str


STEPS = (
    Step(
        _("Find your assignment"),
        _(
            "What you are to write stands on the desk under “My work”, the most pressing first."
            " A click opens it. “New article”, at the top, begins a text of your own."
        ),
        "list-mine",
        "the-desk",
    ),
    Step(
        _("Write"),
        _(
            "Headline, standfirst, text: type where each stands. What you type is kept for you"
            " within seconds. “Save” makes a version of it, which your colleagues see."
        ),
        "id_headline",
        "what-a-text-can-hold",
    ),
    Step(
        _("Read the proof"),
        _(
            "Beside the text, on a phone above it, stands what must be mended before publishing,"
            " and what is worth another look. It follows what you type; a click leads to the place."
        ),
        "proof",
        "proof-typography-writing",
    ),
    Step(
        _("Submit"),
        _(
            "When you are done, save once more, then press “Submit”. Your name then stands under"
            " exactly these words."
        ),
        "verbs",
        "from-a-draft-to-the-reader",
    ),
    Step(
        _("What happens next"),
        _(
            "Somebody else reads and approves it: nobody approves their own text alone. If somebody"
            " changes a word, it waits for you on the desk, to be looked at once more. What"
            " colleagues remark comes to your inbox; watch the article, below its remarks, and"
            " what becomes of it comes there as well."
        ),
        "board-inbox verbs",
        "from-a-draft-to-the-reader",
    ),
    Step(
        _("Where help is"),
        _(
            "In the menu under your name you find “Help”: it opens the guide at the part about the"
            " screen you are on. This tour can be taken again from there, too."
        ),
        "account-menu",
        "the-desk",
    ),
)


def shown(user: Any, screen: str, article: Any) -> int:
    """The step to show on a screen, by the name of its address; 0 is none.

    Whoever has gone ahead is followed: an open article is past finding it, one that is handed in
    past submitting it.
    """
    step = getattr(user, "tour", OVER)
    if not step or screen not in SCREENS or not user.has_perm(RIGHT):
        return OVER
    if screen in FORMS:
        handed_in = article is not None and article.state in {State.SUBMITTED, State.APPROVED}
        step = max(step, 5 if handed_in and step > FIRST else 2)
    return int(step)


def away(number: int, screen: str) -> bool:
    """Whether what a step is about is on another screen, to which one's own work leads."""
    return screen != BOARD if number == FIRST else number < 5 and screen not in FORMS


def page(request: Any) -> HttpResponse:
    """POST: `step` is open from now on, 0 ends the tour; 204 for scripts, else back to `next`."""
    if not request.user.has_perm(RIGHT):
        raise PermissionDenied
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    typed = request.POST.get("step", "")
    try:
        tour_to(request.user, int(typed[:3]))
    except ValueError:
        return HttpResponse(status=400)
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
    return HttpResponseRedirect(back if ours else reverse("admin:index"))
