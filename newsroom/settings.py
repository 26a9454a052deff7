"""Settings. Everything a deployment decides is an environment variable; see the README's table."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django_prose_editor.config import html_tags
from js_asset import static_lazy

from articles.reader.wall import session as wall
from articles.text.embeds import FRAMES

from . import env, localdb, pg
from .around import *  # noqa: F403  # they are settings
from .around import PRODUCTION
from .oidc import *  # noqa: F403
from .oidc import OIDC_RP_CLIENT_ID
from .stores import store

BASE_DIR = Path(__file__).resolve().parent.parent
ROLE = env.choice("NEWSROOM_ROLE", ("owner", "editor", "reader", "web"), "editor")
PUBLIC_ONLY = ROLE == "reader"

DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", "" if PRODUCTION else "for-development-only-" + "x" * 40)
# Keys of before: what they signed and sealed still holds
SECRET_KEY_FALLBACKS = list(filter(None, env.secret("SECRET_KEY_FALLBACKS", "").split(",")))
ALLOWED_HOSTS = env.listing(
    "ALLOWED_HOSTS", [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
SITE_URL = env.text(
    "SITE_URL", "" if PRODUCTION else f"http://127.0.0.1:{env.text('PORT', '8000')}"
)
if PRODUCTION:
    for name, value in {
        "SECRET_KEY": SECRET_KEY,
        "ALLOWED_HOSTS": ALLOWED_HOSTS,
        "SITE_URL": SITE_URL,
        "DATABASE_URL": env.secret("DATABASE_URL", ""),
    }.items():
        if not value:
            raise ImproperlyConfigured(f"Set {name}: in production nothing is assumed.")

# The paper
SITE_NAME = env.text("SITE_NAME", "Der Fährbote")
SITE_TAGLINE = env.text("SITE_TAGLINE", "Zeitung für Erlenhafen und das Lommerland")
# A style sheet of the paper's own; see docs/theming.md
SITE_THEME = env.text("SITE_THEME", "")
# What feeds carry of a story: the full text, or the lead
#: Whether readers find in the archive what was on the home page at noon.
NOON_FRONTS = env.flag("NOON_FRONTS")
FEED_TEXT = env.choice("FEED_TEXT", ("full", "lead"), "full")
# Hubs that tell subscribers of feeds at once (WebSub)
WEBSUB_HUBS = env.listing("WEBSUB_HUBS")
# Whether programs that read in order to train models are welcome; robots.txt tells them
TRAINING_CRAWLERS = env.choice("TRAINING_CRAWLERS", ("allow", "deny"), "deny")
# An address that answers to reports of holes; it stands in security.txt
SECURITY_CONTACT = env.text("SECURITY_CONTACT", "")
LANGUAGE_CODE = env.choice("SITE_LANGUAGE", ("de", "en"), "de")
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
TIME_ZONE = env.text("TIME_ZONE", "Europe/Berlin")
USE_I18N = USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "articles" / "locale"]
GUIDE = BASE_DIR / "docs" / "editors"  # what the desk shows as its help

# The database: who we log in as, and which role we then take
DATABASE_URL = env.secret("DATABASE_URL", "") or localdb.url("newsroom_app")
OWNER_URL = env.secret("DATABASE_OWNER_URL", "") or (
    "" if env.secret("DATABASE_URL", "") else localdb.url("newsroom_owner")
)
# PostgreSQL's own programs, for backups; empty: those of the system
PG_BINDIR = env.text("PG_BINDIR", "") or ("" if localdb.elsewhere() else str(pg.bindir()))


def database() -> dict[str, Any]:
    """The one connection, in the role of this process. `web` chooses anew for each request."""
    if ROLE == "owner":
        if not OWNER_URL:
            raise ImproperlyConfigured("Set DATABASE_OWNER_URL: this command works as the owner.")
        return dict(dj_database_url.parse(OWNER_URL))
    found: dict[str, Any] = dict(dj_database_url.parse(DATABASE_URL))
    options = found.setdefault("OPTIONS", {})
    # Nobody waits longer for a server that is away, or for one that has gone without a word.
    options |= {"connect_timeout": 2, "tcp_user_timeout": 2000} | options
    if ROLE == "web":
        options["pool"] = {"min_size": 1, "max_size": 20, "timeout": 2, "reset": wall.rest}
        return found
    options["options"] = f"-c role=newsroom_{ROLE}"
    if PUBLIC_ONLY:
        options["options"] += (
            " -c default_transaction_read_only=on -c statement_timeout=2s -c jit=off"
            # Each list has an index that is right for all values: a plan is made once.
            " -c plan_cache_mode=force_generic_plan"
        )
        # A handful of fixed statements, prepared. The one look notices a connection that was lost.
        options |= {"server_side_binding": True, "prepare_threshold": 1}
        found |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}
    return found


DATABASES = {"default": database()}
if ROLE == "web":
    # A connection that broke is noticed before it is used; after an outage new ones are tried soon.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"]["OPTIONS"]["pool"]["reconnect_timeout"] = 2
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Apps and middleware: the public process has nothing of the desk but the tables models need
FOR_MODELS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "taggit",
    "procrastinate.contrib.django",
]
FOR_THE_DESK = [
    "articles.desk.apps.DeskConfig",
    "django.contrib.sessions",
    "django.contrib.messages",
    "axes",
    "js_asset",
    "django_prose_editor",
]
INSTALLED_APPS = ["articles", *FOR_MODELS, "django.contrib.staticfiles"]
if not PUBLIC_ONLY:
    INSTALLED_APPS += FOR_THE_DESK
AUTH_USER_MODEL = "articles.User"
TAGGIT_CASE_INSENSITIVE = True
MIDDLEWARE = [
    "newsroom.watching.watched",
    "django.middleware.security.SecurityMiddleware",
    "newsroom.headers.Policy",
    "articles.reader.language.language_of_the_site",
    "whitenoise.middleware.WhiteNoiseMiddleware",
]
if ROLE == "web":
    MIDDLEWARE.append("articles.reader.wall.session.role_of_request")
MIDDLEWARE.append("articles.reader.lifetimes.lifetime_for_the_edge")
MIDDLEWARE.append("django.middleware.common.CommonMiddleware")
if not PUBLIC_ONLY:
    MIDDLEWARE += [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "articles.desk.language.language_of_the_desk",
        "articles.desk.security.here.seen",
        "articles.desk.unkept.Unkept",
        "axes.middleware.AxesMiddleware",
    ]
ROOT_URLCONF = "articles.reader.urls" if PUBLIC_ONLY else "newsroom.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "libraries": {"reader": "articles.reader.tags"}
            | ({} if PUBLIC_ONLY else {"desk": "articles.desk.tags"}),
            "context_processors": ["django.template.context_processors.request"]
            + (
                []
                if PUBLIC_ONLY
                else [
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            ),
        },
    }
]
# Extensions of ours keep the blocks' ids, and our own blocks, through the editor.
DJANGO_PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy("desk/blocks.js"), static_lazy("desk/tongue.js")],
        "extensions": {
            name: html_tags(tags=[], attributes={})
            for name in (
                *("BlockIds", "BodyTable", "Cite", "FactBox", "Embed"),
                *("Picture", "PictureCaption", "StoryBox", "Tongue"),
            )
        },
    }
]
WSGI_APPLICATION = "newsroom.wsgi.application"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "admin:login"

SESSION_ENGINE = "articles.drafts.models.log_in"
# Roles that may not log in with a password alone (`none`: nobody must); others may add a step
SECOND_FACTOR_GROUPS = env.listing(
    "SECOND_FACTOR_GROUPS", ["chief", "administrator"] if PRODUCTION else ["none"]
)
if SECOND_FACTOR_GROUPS == ["none"]:
    SECOND_FACTOR_GROUPS = []

# Logging in: see articles/desk/gate.py for how many failures are too many
AUTHENTICATION_BACKENDS = (
    []
    if PUBLIC_ONLY
    else ["axes.backends.AxesStandaloneBackend", "articles.desk.accounts.StaffBackend"]
)
if OIDC_RP_CLIENT_ID and not PUBLIC_ONLY:
    AUTHENTICATION_BACKENDS.append("articles.desk.provider.ProviderBackend")
AXES_HANDLER = "articles.desk.gate.Gate"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"], "ip_address", "username"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
#: Whoever goes on trying does not lengthen the wait of the one whose name it is.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "articles.desk.gate.address_of"
AXES_LOCKOUT_CALLABLE = "articles.desk.gate.locked"
AXES_DISABLE_ACCESS_LOG = True  # the log of decisions has it
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# Jobs
PROCRASTINATE_IMPORT_PATHS = ["articles.delivery.tasks"]
if not PUBLIC_ONLY:
    PROCRASTINATE_IMPORT_PATHS += [f"articles.{room}.tasks" for room in ("press", "desk", "wire")]
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

# Mail: to a server, or as files into the data folder, where nobody is bothered
EMAIL = env.mail_server(env.secret("EMAIL_URL", ""))
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL.host else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = localdb.data() / "mail"
EMAIL_HOST, EMAIL_PORT = EMAIL.host, EMAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.user, EMAIL.password
EMAIL_USE_TLS, EMAIL_USE_SSL, EMAIL_TIMEOUT = EMAIL.starttls, EMAIL.ssl, 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("EMAIL_FROM", "newsroom@localhost")

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    # Originals are the desk's alone; what readers may have of the others, their rows say.
    "originals": store("ORIGINALS"),
    "renditions": store("RENDITIONS"),
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# What one uploaded picture may have; an upload beyond it is cut off, and refused in words.
PICTURE_BYTES = env.number("PICTURE_MEGABYTES", 60, least=1, most=2000) * 1_000_000
PICTURE_PIXELS = env.number("PICTURE_MEGAPIXELS", 64, least=1, most=100) * 1_000_000
if not PUBLIC_ONLY:
    FILE_UPLOAD_HANDLERS = ["articles.desk.uploading.Bounded"]
# Where the web server in front has the renditions, if it is to send them itself (X-Accel-Redirect)
RENDITIONS_ACCEL = env.text("RENDITIONS_ACCEL", "")
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION

# Safety
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = (
    PRODUCTION and SITE_URL.startswith("https:")
)
# No script of ours reads it: the desk's send what stands in the form.
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL else []
X_FRAME_OPTIONS = "SAMEORIGIN"
# Subdomains and preload lists are the operator's to promise; the desk frames its own preview.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W019", "security.W021"]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        # Players that a reader opened; no page names one before that click.
        "frame-src": [SELF, *FRAMES],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
