"""Log-in by a provider of the house (OpenID Connect): off unless a client is named."""

from django.core.exceptions import ImproperlyConfigured

from . import env

OIDC_RP_CLIENT_ID = env.text("OIDC_CLIENT_ID", "")
OIDC_RP_CLIENT_SECRET = env.secret("OIDC_CLIENT_SECRET", "")
# As the provider's own discovery document says it
OIDC_ISSUER = env.text("OIDC_ISSUER", "")
OIDC_OP_AUTHORIZATION_ENDPOINT = env.text("OIDC_AUTHORIZE_URL", "")
OIDC_OP_TOKEN_ENDPOINT = env.text("OIDC_TOKEN_URL", "")
OIDC_OP_USER_ENDPOINT = env.text("OIDC_USERINFO_URL", "")
OIDC_OP_JWKS_ENDPOINT = env.text("OIDC_KEYS_URL", "")
# What the button at the log-in is called
OIDC_NAME = env.text("OIDC_NAME", "OpenID")
OIDC_RP_SIGN_ALGO = env.choice("OIDC_ALGORITHM", ("RS256", "ES256"), "RS256")
OIDC_USE_PKCE = True
OIDC_TIMEOUT = 5
#: Accounts are made by people; the provider only says who somebody is.
OIDC_CREATE_USER = False
LOGIN_REDIRECT_URL = "/admin/"
LOGIN_REDIRECT_URL_FAILURE = "/admin/login/?refused"

_needed = {
    "OIDC_CLIENT_SECRET": OIDC_RP_CLIENT_SECRET,
    "OIDC_ISSUER": OIDC_ISSUER,
    "OIDC_AUTHORIZE_URL": OIDC_OP_AUTHORIZATION_ENDPOINT,
    "OIDC_TOKEN_URL": OIDC_OP_TOKEN_ENDPOINT,
    "OIDC_USERINFO_URL": OIDC_OP_USER_ENDPOINT,
    "OIDC_KEYS_URL": OIDC_OP_JWKS_ENDPOINT,
}
_missing = [_name for _name, _value in _needed.items() if not _value]
if OIDC_RP_CLIENT_ID and _missing:
    raise ImproperlyConfigured(f"Set {', '.join(_missing)}, or leave OIDC_CLIENT_ID away.")
