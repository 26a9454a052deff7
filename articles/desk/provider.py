"""Log-in by a provider of the house: it says who somebody is, and the account is ours already.

Loaded only where the settings name a provider; needs `requirements-oidc.txt`. The provider's own
second step counts as ours.
"""

from typing import Any

import jwt
import requests
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from mozilla_django_oidc import views
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from articles.drafts.models import User

from .accounts import StaffBackend

#: How an answer may be wrong; none of them is our fault, and none lets anybody in.
WRONG = (
    *(SuspiciousOperation, jwt.PyJWTError, requests.RequestException),
    *(ValueError, KeyError, TypeError, AttributeError),
)


class ProviderBackend(OIDCAuthenticationBackend, StaffBackend):
    """The library's, stricter: meant for us, from the right issuer, about one verified address."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **given: Any
    ) -> User | None:
        if request is None or "nonce" not in given:
            return None
        try:
            user: User | None = super().authenticate(request, **given)
        except WRONG:
            return None
        return user if user and self.user_can_authenticate(user) else None

    def verify_token(self, token: Any, **given: Any) -> Any:
        """The library checks signature, time and nonce; whom it is for, it does not."""
        said = super().verify_token(token, **given)
        meant = said["aud"] if isinstance(said["aud"], list) else [said["aud"]]
        if said["iss"] != settings.OIDC_ISSUER or self.OIDC_RP_CLIENT_ID not in meant:
            raise SuspiciousOperation("A token for somebody else.")
        return said

    def get_userinfo(self, access_token: Any, id_token: Any, payload: Any) -> Any:
        said = super().get_userinfo(access_token, id_token, payload)
        if not constant_time_compare(said["sub"], payload["sub"]):
            raise SuspiciousOperation("Claims about somebody else.")
        return said

    def verify_claims(self, claims: Any) -> bool:
        """An address that the provider has not verified is what somebody says of themselves."""
        return bool(claims.get("email")) and claims.get("email_verified") is True

    def filter_users_by_claims(self, claims: Any) -> QuerySet[User]:
        return User.objects.filter(email__iexact=claims["email"])

    def get_user(self, user_id: int) -> User | None:
        user: User | None = StaffBackend.get_user(self, user_id)
        return user


class Callback(views.OIDCAuthenticationCallbackView):
    """Where the provider sends people back to."""

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            answer: HttpResponse = super().get(request)
        except SuspiciousOperation:
            return HttpResponseRedirect(self.failure_url)
        return answer


urlpatterns = [
    path(
        "log-in/",
        never_cache(views.OIDCAuthenticationRequestView.as_view()),
        name="oidc_authentication_init",
    ),
    path("back/", never_cache(Callback.as_view()), name="oidc_authentication_callback"),
]
