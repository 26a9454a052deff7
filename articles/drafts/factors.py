"""The second factor: who must have one, what opens, and what has been spent."""

import base64
import hashlib
import secrets
from datetime import datetime

import pyotp
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.crypto import constant_time_compare

from .errors import LastFactor
from .log import decide_at_the_gate
from .models import Authenticator, Passkey, RecoveryCode, User

#: Seconds for which an app shows a code.
STEP = 30
#: Clocks of telephones are off: the codes beside the present one are taken as well.
NEAR = (0, -1, 1)
RECOVERY_CODES = 10
#: Without letters and digits that look alike; sixteen of them are 80 bits.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
LONG = 16


def required(user: User) -> bool:
    """Whether this person's role may not come in without one. Superusers have every role."""
    groups = settings.SECOND_FACTOR_GROUPS
    if not groups:
        return False
    return user.is_superuser or user.groups.filter(name__in=groups).exists()


def has_any(user: User) -> bool:
    return user.authenticators.exists() or user.passkeys.exists()


def expected(user: User) -> bool:
    """Whether the password alone does not open."""
    return has_any(user) or required(user)


def seal(secret: str) -> str:
    """Encrypted with the installation's key: a copy of the database alone opens nothing."""
    return keys().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """Empty where the key is gone with which it was sealed."""
    try:
        return keys().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def keys() -> MultiFernet:
    """The present key first; older ones still open what they sealed."""
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor {key}".encode()).digest()))
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def step_of(secret: str, code: str, at: datetime) -> int | None:
    """The half minute whose code this is, among those near the moment."""
    now = int(at.timestamp()) // STEP
    app = pyotp.TOTP(secret)
    fitting = [now + n for n in NEAR if constant_time_compare(app.generate_otp(now + n), code)]
    return max(fitting, default=None)


def add_app(user: User, sealed: str, code: str, *, name: str, at: datetime) -> bool:
    """Keep an app that has shown the right code. False, and nothing kept, if it was wrong."""
    secret = unseal(sealed)
    step = step_of(secret, bare(code), at) if secret else None
    if step is None:
        return False
    user.authenticators.create(secret=sealed, name=name, last_step=step, used_at=at)
    decide_at_the_gate("factor_added", by=user, name=name)
    return True


def opens(user: User, code: str, at: datetime) -> bool:
    """Whether a code of an app, or one on paper, opens; it is spent by that."""
    typed = bare(code)
    return app_opens(user, typed, at) or paper_opens(user, typed, at)


def app_opens(user: User, code: str, at: datetime) -> bool:
    for app in user.authenticators.all():
        secret = unseal(app.secret)
        step = step_of(secret, code, at) if secret else None
        unspent = Authenticator.objects.filter(pk=app.pk, last_step__lt=step or 0)
        if step is not None and unspent.update(last_step=step, used_at=at):
            return True
    return False


def paper_opens(user: User, code: str, at: datetime) -> bool:
    unspent = user.recovery_codes.filter(digest=digest(code), used_at=None)
    if not unspent.update(used_at=at):
        return False
    decide_at_the_gate("recovery_used", by=user)
    return True


def bare(code: str) -> str:
    """As it is compared: people type codes with blanks, hyphens and capitals."""
    return "".join(one for one in code.lower() if one.isalnum())


def digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


@transaction.atomic
def new_recovery_codes(user: User) -> list[str]:
    """Ten codes, to be shown once; those there were open nothing any more."""
    codes = ["".join(secrets.choice(LETTERS) for _ in range(LONG)) for _ in range(RECOVERY_CODES)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=digest(one)) for one in codes)
    decide_at_the_gate("recovery_codes", by=user)
    return ["-".join(one[n : n + 4] for n in range(0, LONG, 4)) for one in codes]


@transaction.atomic
def forget(user: User, factor: Authenticator | Passkey) -> None:
    """Take one away. Raises LastFactor where the role needs one and there is no other."""
    User.objects.select_for_update().get(pk=user.pk)
    if required(user) and user.authenticators.count() + user.passkeys.count() == 1:
        raise LastFactor
    decide_at_the_gate("factor_removed", by=user, name=factor.name)
    factor.delete()
    if not has_any(user):
        user.recovery_codes.all().delete()


@transaction.atomic
def forget_all(user: User, *, by: User | None) -> None:
    """Somebody lost all they had: the next log-in asks for a new one, if the role needs it.

    `by` None: whoever has the command line.
    """
    for rows in (user.authenticators, user.passkeys, user.recovery_codes):
        rows.all().delete()
    decide_at_the_gate("factors_reset", by=by, account=user.username, fields=[], groups=[])
