"""The ceremonies of WebAuthn: a key is made in somebody's device, and answers from there.

A challenge is in the person's cookie row and answers once. The key is bound to the host name at
which the desk is open, so a copy of the desk elsewhere gets no answer.
"""

from datetime import datetime
from typing import Any

import webauthn
from django.http import HttpRequest
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
)

from articles.catalog.models import House
from articles.drafts.log import decide_at_the_gate
from articles.drafts.models import Passkey, User

KEY = "passkey"
#: What a library may say about nonsense in place of an answer.
NONSENSE = (WebAuthnException, ValueError, TypeError, KeyError)
#: Bytes; the answers of real devices have one or two thousand.
LONGEST = 20_000


def host(request: HttpRequest) -> str:
    return request.get_host().rpartition(":")[0] or request.get_host()


def origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


def challenged(request: HttpRequest, options: Any) -> str:
    """The options as JSON; their challenge is remembered."""
    request.session[KEY] = bytes_to_base64url(options.challenge)
    return webauthn.options_to_json(options)


def challenge(request: HttpRequest) -> bytes:
    return base64url_to_bytes(request.session.pop(KEY, ""))


def known(user: User) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential))
        for one in user.passkeys.all()
    ]


def to_make(request: HttpRequest, user: User) -> str:
    """What a browser needs to make a key."""
    options = webauthn.generate_registration_options(
        rp_id=host(request),
        rp_name=House.objects.newest().name,
        user_id=f"newsroom:{user.pk}".encode(),
        user_name=user.username,
        user_display_name=str(user),
        exclude_credentials=known(user),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED
        ),
    )
    return challenged(request, options)


def make(request: HttpRequest, user: User, answer: str, name: str) -> bool:
    """Keep the key a device has made. False, and nothing kept, if the answer is not right."""
    asked = challenge(request)
    try:
        made = webauthn.verify_registration_response(
            credential=answer[:LONGEST],
            expected_challenge=asked,
            expected_rp_id=host(request),
            expected_origin=origin(request),
        )
    except NONSENSE:
        return False
    _key, new = Passkey.objects.get_or_create(
        credential=bytes_to_base64url(made.credential_id),
        defaults={
            "user": user,
            "name": name,
            "public_key": made.credential_public_key,
            "uses": made.sign_count,
        },
    )
    if new:
        decide_at_the_gate("factor_added", by=user, name=name)
    return new


def to_open(request: HttpRequest, user: User) -> str:
    """What a browser needs to ask one of this person's keys."""
    options = webauthn.generate_authentication_options(
        rp_id=host(request), allow_credentials=known(user)
    )
    return challenged(request, options)


def opens(request: HttpRequest, user: User, answer: str, at: datetime) -> bool:
    """Whether one of this person's keys has answered the challenge."""
    asked = challenge(request)
    try:
        said = webauthn.helpers.parse_authentication_credential_json(answer[:LONGEST])
        key = user.passkeys.filter(credential=bytes_to_base64url(said.raw_id)).first()
        if key is None:
            return False
        used = webauthn.verify_authentication_response(
            credential=said,
            expected_challenge=asked,
            expected_rp_id=host(request),
            expected_origin=origin(request),
            credential_public_key=bytes(key.public_key),
            credential_current_sign_count=key.uses,
        )
    except NONSENSE:
        return False
    Passkey.objects.filter(pk=key.pk).update(uses=used.new_sign_count, used_at=at)
    return True
