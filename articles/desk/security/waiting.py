"""Somebody whose password was right, and who is not in yet."""

import time
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import load_backend, login
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.crypto import constant_time_compare

from articles.drafts.models import User

KEY = "waiting"
#: Seconds from the password to the second step.
PATIENCE = 600


@dataclass(frozen=True)
class Waiting:
    """Whose password was right, and where they wanted to go."""

    user: User
    next: str


def wait(request: HttpRequest, user: Any, where: str) -> None:
    """Remember the first step. A password changed meanwhile makes it worth nothing."""
    request.session.cycle_key()
    request.session[KEY] = {
        "user": user.pk,
        "backend": user.backend,
        "hash": user.get_session_auth_hash(),
        "until": time.time() + PATIENCE,
        "next": where,
    }


def waiting(request: HttpRequest) -> Waiting | None:
    """Nobody where the wait was too long, or the account is closed by now."""
    said = request.session.get(KEY)
    if not said or said["until"] < time.time():
        return None
    user = load_backend(said["backend"]).get_user(said["user"])
    if not user or not constant_time_compare(user.get_session_auth_hash(), said["hash"]):
        return None
    user.backend = said["backend"]
    return Waiting(user, said["next"])


def enter(request: HttpRequest, who: Waiting) -> HttpResponseRedirect:
    """Both steps are done."""
    del request.session[KEY]
    login(request, who.user)
    return HttpResponseRedirect(who.next)
