"""Settings of the portal, read from the environment; a wrong value stops the program with its name.

The variables and their meaning stand in docs/deploy.md. Nothing here is special to one council:
its name and area are settings too.
"""

import sys
from pathlib import Path

import django
import environ
from csp.constants import NONE, SELF

from wijkraad.running.paths import DATABASE, socket_folder

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(environ.Env().str("VAR_DIR", default=str(BASE_DIR / "var")))

env = environ.Env()

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
TESTING = "pytest" in sys.modules

SECRET_KEY = env.str("SECRET_KEY", default="only-for-the-demo-and-the-tests" if DEMO or TESTING else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)

# The council: every installation fills in its own.
COUNCIL_NAME = env.str("COUNCIL_NAME", default="Wijkraad Mafuganova Valkenbosch")
COUNCIL_PLACE = env.str("COUNCIL_PLACE", default="Den Haag")
COUNCIL_CODE = env.str("COUNCIL_CODE", default="MFV")

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
    "import_export",
    "django_htmx",
    "procrastinate.contrib.django",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "wijkraad.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

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


def _database(variable: str, user: str) -> dict[str, object]:
    """The connection of one database role: its URL, else the private PostgreSQL under var/."""
    if env.str(variable, default=""):
        found = dict(env.db_url(variable, engine="django.db.backends.postgresql"))
    else:
        found = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": DATABASE,
            "USER": user,
            "HOST": str(socket_folder(VAR_DIR.resolve() / "postgres")),
        }
    options = dict(found.get("OPTIONS") or {})
    options |= {"server_side_binding": True}
    return found | {"OPTIONS": options, "CONN_HEALTH_CHECKS": False}


EXTERNAL_DATABASE = bool(env.str("DATABASE_URL", default=""))
_app = _database("DATABASE_URL", "app")
_owner = (
    _database("OWNER_DATABASE_URL", "owner")
    if env.str("OWNER_DATABASE_URL", default="") or not EXTERNAL_DATABASE
    else dict(_app)
)
DATABASES = {"default": _app, "owner": _owner}
DATABASE_ROUTERS: list[str] = []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Shared by all processes: rate limits and the lockout of the sign-in.
    "shared": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
}

# --- people and sign-in ---

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
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
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- mail ---

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="wijkportaal@localhost")

# --- headers ---

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
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
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEBUG or DEMO or TESTING)
SECURE_HSTS_SECONDS = 0 if DEBUG or DEMO or TESTING else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
