"""Settings of the portal, read from the environment; a wrong value stops the program with its name.

The variables and their meaning stand in docs/deploy.md. Nothing here is special to one council:
its name and area are settings too.
"""

import sys
from pathlib import Path
from typing import Any

import django
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from wijkraad.running import environment as env
from wijkraad.running.logs import logging_settings
from wijkraad.running.paths import DATABASE, socket_folder

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

DEBUG = env.flag("DEBUG")
DEMO = env.flag("DEMO")
TESTING = "pytest" in sys.modules
PUBLIC = not (DEBUG or DEMO or TESTING)
"""The portal is used in earnest: secrets are asked for, cookies travel by https only."""

SECRET_KEY = env.secret("SECRET_KEY", "" if PUBLIC else "only-for-the-demo-and-the-tests")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [])
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0, 0, 10)
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MAP_TILE_URL = env.text("MAP_TILE_URL")

# The web server that `manage.py up` starts.
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, 1, 65535)
WEB_WORKERS = env.number("WEB_WORKERS", 2, 1, 64)
WEB_THREADS = env.number("WEB_THREADS", 1, 1, 64)
WEB_PROCESS = env.flag("WEB_PROCESS")
"""Set by `up` for the web server alone: its connections stay open from page to page."""

SITE_URL = env.text("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
"""Where the portal is found from outside: for the links in mails."""

# The council: every installation fills in its own.
COUNCIL_NAME = env.text("COUNCIL_NAME", "Wijkraad Mafuganova Valkenbosch")
COUNCIL_PLACE = env.text("COUNCIL_PLACE", "Den Haag")
COUNCIL_CODE = env.text("COUNCIL_CODE", "MFV")

INSTALLED_APPS = [
    "wijkraad.ui",
    "wijkraad.running",
    "wijkraad.portal",
    "budgets",
    "meetings",
    "issues",
    "wijkraad.notices",
    "wijkraad.trail",
    "wijkraad.people",
    "wijkraad.terms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "procrastinate.contrib.django",
    "wijkraad.people.admin_app.ReadOnlyAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "wijkraad.running.requests.request_number",
    "wijkraad.running.requests.client_address",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wijkraad.running.headers.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wijkraad.ui.middleware.LanguageMiddleware",
    "wijkraad.ui.large.small_bodies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wijkraad.people.second_factor.second_factor_first",
]
# Nothing to do for a page of words without a session, a form or a file: see wijkraad/ui/door.py.
_PERSONAL = (
    "wijkraad.ui.large.small_bodies",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "wijkraad.people.second_factor.second_factor_first",
)
VISITORS_MIDDLEWARE = [name for name in MIDDLEWARE if name not in _PERSONAL]

# A report with three photos of 15 MB each is the largest thing that a form of ours sends.
BODY_LIMIT = 50 * 1024 * 1024

FORM_RENDERER = "wijkraad.ui.forms.Renderer"
ROOT_URLCONF = "wijkraad.urls"
WSGI_APPLICATION = "wijkraad.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "DIRS": [BASE_DIR / "templates", Path(django.__file__).parent / "forms" / "jinja2"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "wijkraad.ui.environment.environment",
            "context_processors": ["wijkraad.ui.context.page"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- database: `app` runs the portal, `owner` owns the tables (migrations, seed, restore) ---


def _connection(found: dict[str, Any] | None, user: str) -> dict[str, Any]:
    """The settings of one database role: those of its address, else of the private PostgreSQL under var/."""
    if found is None:
        server = VAR_DIR / "postgres"
        found = {"NAME": DATABASE, "USER": user, "HOST": str(socket_folder(server)), "OPTIONS": {}}
    # A statement is prepared where a page asks for it (wijkraad.terms.prepared), never by counting its uses.
    options = {**found["OPTIONS"], "server_side_binding": True, "prepare_threshold": 1_000_000_000}
    return {**found, "ENGINE": "django.db.backends.postgresql", "OPTIONS": options}


_app, _owner = env.database("DATABASE_URL"), env.database("OWNER_DATABASE_URL")
if _owner and not _app:
    raise ImproperlyConfigured("OWNER_DATABASE_URL is opgegeven, maar DATABASE_URL ontbreekt.")
EXTERNAL_DATABASE = _app is not None
DATABASES = {"default": _connection(_app, "app"), "owner": _connection(_owner or _app, "owner")}
if WEB_PROCESS:
    DATABASES["default"]["CONN_MAX_AGE"] = None
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 5
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes. allauth counts attempts to sign in in "default", so that must be shared too;
# what a process remembers for itself it keeps in its own memory, without Django's cache.
_shared = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "shared_cache",
    "OPTIONS": {"MAX_ENTRIES": 50_000},  # fewer and Django would throw away counters that still count
}
CACHES = {"default": _shared, "shared": _shared}

# --- people and sign-in ---

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["wijkraad.people.signin.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/werk/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_ADAPTER = "wijkraad.notices.accounts.AccountAdapter"
MFA_ADAPTER = "wijkraad.people.second_factor.Adapter"
MFA_REQUIRED = PUBLIC
"""Board roles and higher need a second factor."""

# --- language and time ---

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- files ---

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # no page asks for a file by its bare name; half the work
WHITENOISE_AUTOREFRESH = DEBUG or TESTING  # without collected files there
MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR_DIR / "media")
STORAGES = {
    "default": env.storage(),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- mail ---

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "wijkportaal@localhost")
EMAIL_TIMEOUT = 20
vars().update(env.mail("EMAIL_URL", "smtp://localhost:25"))
if DEMO:
    EMAIL_BACKEND = "wijkraad.notices.backends.EmlFolder"
    EMAIL_FILE_PATH = VAR_DIR / "mail"

# --- headers ---

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, *env.origins(MAP_TILE_URL)],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    "camera": [],
    "geolocation": ["self"],
    "microphone": [],
    "payment": [],
    "usb": [],
    "interest-cohort": [],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "wijkraad.portal.views.errors.csrf_failure"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PUBLIC
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if PUBLIC else 0
# A trusted proxy tells whether the visitor came by https; without one we cannot know.
SECURE_SSL_REDIRECT = PUBLIC and TRUSTED_PROXY_COUNT > 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0

# --- logs ---

LOGGING = logging_settings(env.choice("LOG_FORMAT", "text", ("text", "json")))
