"""All settings, read from environment variables. README.md lists them; a test compares."""

import ipaddress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from articles.extraction.language import TELLABLE, USUAL
from newsroom import variables
from newsroom.secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

# Where things are

DATA_DIR = variables.folder("NEWSROOM_DATA", BASE_DIR / "var")
INDEX_DIR = DATA_DIR / "index"
SEEDS_DIR = BASE_DIR / "seeds"

# Who may come in

SITE_URL = variables.url("NEWSROOM_URL", "http://127.0.0.1:8000")
# A server with TLS stands in front of an https address; its port is not ours.
_port = SITE_URL.port if SITE_URL.scheme == "http" else None
BIND_HOST, BIND_PORT = variables.address("NEWSROOM_BIND", f"127.0.0.1:{_port or 8000}")
HTTPS = variables.flag("NEWSROOM_HTTPS", default=SITE_URL.scheme == "https")
DEBUG = variables.flag("NEWSROOM_DEBUG")
SECRET_KEY = secret_key(DATA_DIR / "secret")


def is_loopback(host: str | None) -> bool:
    """Return whether only this machine can reach ``host``."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


_private = is_loopback(BIND_HOST) and is_loopback(SITE_URL.hostname)
ACCESS = variables.choice("NEWSROOM_ACCESS", ("open", "login"), "open" if _private else "")

if (SITE_URL.scheme == "https") != HTTPS and not is_loopback(SITE_URL.hostname):
    raise ImproperlyConfigured("NEWSROOM_HTTPS and the scheme of NEWSROOM_URL must agree.")

ALLOWED_HOSTS = [SITE_URL.hostname or ""]
if is_loopback(SITE_URL.hostname):
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"{SITE_URL.scheme}://{SITE_URL.netloc}"]

# The application

INSTALLED_APPS = [
    "articles.apps.ArticlesConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Its answers vary in length at random, against guessing secrets from it (BREACH).
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *(["django.contrib.auth.middleware.LoginRequiredMiddleware"] if ACCESS == "login" else []),
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "articles.views.site.context",
            ],
        },
    },
]

# The database

SQLITE_OPTIONS = {
    # A transaction that reads and then writes would fail at once, whatever the timeout, if it did
    # not ask for the write lock when it begins.
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=268435456;",
}


def _database() -> dict[str, Any]:
    default = f"sqlite:///{quote(str(DATA_DIR / 'newsroom.sqlite3'))}"
    try:
        parsed = dj_database_url.parse(
            variables.text("DATABASE_URL", default), conn_max_age=60, conn_health_checks=True
        )
    except (dj_database_url.ParseError, ValueError) as error:
        raise ImproperlyConfigured(f"DATABASE_URL: {error}") from error
    config = dict(parsed)
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = SQLITE_OPTIONS
    elif config["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with sqlite:// or postgresql://.")
    return config


DATABASES = {"default": _database()}

# Language and time: of the site, and of the articles where their feeds name none

LANGUAGE_CODE = "en"
ARTICLE_LANGUAGES = variables.languages("NEWSROOM_LANGUAGES", USUAL, TELLABLE)
USE_TZ = True
TIME_ZONE = "UTC"

# Assets: whitenoise serves them from the data folder under names that change with their content

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Signing in

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "search"
LOGOUT_REDIRECT_URL = "search"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Protection in the browser

# A form with a pasted article of a million letters, of which each may have four bytes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_SSL_REDIRECT = HTTPS
# The server in front that speaks TLS says so; without it every page would redirect to itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# What is logged: no query text, because a reporter's searches are nobody's business

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"articles": {"level": "INFO"}},
}
