"""All settings, read from the environment and loud on nonsense. docs/settings.md lists them."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

from config.env import (
    database,
    folder,
    log_level,
    one_of,
    secret,
    time_zone,
    whole_number,
    yes_or_no,
)
from config.queue import engine
from config.secret import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()

DATA_DIR = folder(env, "DATA_DIR", default=BASE_DIR / "data")

DEBUG = yes_or_no(env, "DEBUG", default=False)
# Off only where no TLS can be had, as on one's own machine: it decides on secure cookies and HSTS.
HTTPS = yes_or_no(env, "HTTPS", default=True)
# The one proxy in front of us sets X-Forwarded-Proto and appends to X-Forwarded-For.
BEHIND_PROXY = yes_or_no(env, "BEHIND_PROXY", default=False)
SECRET_KEY = secret_key(env.str("SECRET_KEY", default=""), DATA_DIR)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Where the PDFs to make queue up; the engine is a setting, the interface stays.
QUEUE = engine(env.str("TASKS", default=""))
TASKS = QUEUE.tasks
RQ_QUEUES = QUEUE.redis

INSTALLED_APPS = [
    "config.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "axes",
    "crispy_forms",
    "django_otp",
    "django_otp.plugins.otp_totp",
    *(["django_tasks"] if QUEUE.interface == "django_tasks" else []),
    "django_tasks_db",  # Whatever the engine: its table stays, so a change of engine is no migration.
    *QUEUE.apps,
    "accounts",
    "roles",
    "quiz",
    "reports",
]

MIDDLEWARE = [
    "config.middleware.security_headers",
    "config.requests.count_requests",
    "config.probes.answer_probes",
    "django.middleware.security.SecurityMiddleware",
    "config.static_files.StaticFiles",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.languages.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.signing_in.end_old_sessions",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "config.middleware.explain_refusals",
    "config.middleware.DatabaseTrouble",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "reports.branding.site_brand",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = ["rolewise"]
CRISPY_TEMPLATE_PACK = "rolewise"

# The path isn't made a URL: "#", "+" and "%" mean something else there.
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA_DIR / "rolewise.sqlite3"}
DATABASES: dict[str, dict[str, Any]] = {"default": database(env, "DATABASE_URL", default=SQLITE)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django's defaults lose concurrent writes to "database is locked"; these lose none, and what
    # was acknowledged survives a power cut. What was deleted is overwritten, not just unlinked.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }
# Without a pool a connection is kept per thread for so many seconds; with one, threads share so many.
POOL = whole_number(env, "DATABASE_POOL", default=0, low=0, high=1_000)
# Opening SQLite and closing it, which empties its log, costs more than a page does.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"].setdefault("CONN_MAX_AGE", 0 if POOL else 60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    if POOL:
        DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
            "min_size": 1,
            "max_size": POOL,
            "timeout": 10,
        }

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.OwnWords"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1  # Hours.
AXES_RESET_ON_SUCCESS = True
# What was typed as a name may be a password: kept while it counts (accounts/signing_in.py), shown to nobody.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]  # Masked in what is kept of an attempt.
AXES_LOCKOUT_TEMPLATE = "admin/accounts/locked_out.html"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "quiz.clients.client_address"

# Whether an editor may have a second factor (accounts/), or must set one up before anything else.
SECOND_FACTOR = one_of(env, "SECOND_FACTOR", ("optional", "required"))
OTP_TOTP_ISSUER = "Rolewise"  # What authenticators call the account's site.

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
if yes_or_no(env, "PSEUDO_LANGUAGES", default=False):
    # Invented ones that show what isn't translated, what doesn't fit, and what doesn't turn around.
    LANGUAGES += [("en-xa", "Ḗṅĝļıŝħ"), ("ar-xb", "Mirrored")]
# Compiled from locale/ by ``manage.py prepare``.
LOCALE_PATHS = [DATA_DIR / "locale"]
TIME_ZONE = time_zone(env, "TIME_ZONE", default="UTC")
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
FONT_DIR = DATA_DIR / "fonts"
FONT_DIR.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static", ("fonts", FONT_DIR)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static_files.CollectedFiles"},
}

FIXTURE_DIRS = [BASE_DIR / "fixtures"]

SESSION_COOKIE_AGE = 43_200  # Seconds; accounts/signing_in.py ends editors' sessions by then at the latest.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SITTING_COOKIE_NAME = "__Host-sitting" if HTTPS else "sitting"
SHARED_COOKIE_NAME = "__Host-shared" if HTTPS else "shared"
NEW_LINK_COOKIE_NAME = "__Host-newlink" if HTTPS else "newlink"
LANGUAGE_COOKIE_NAME = "__Host-language" if HTTPS else "language"
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 31_536_000
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Both bind more than this site, browsers' lists for months: the operator of the domain decides, so
# the deployment check is not to ask for them.
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS and yes_or_no(env, "HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = HTTPS and yes_or_no(env, "HSTS_PRELOAD", default=False)
if SECURE_HSTS_PRELOAD and not SECURE_HSTS_INCLUDE_SUBDOMAINS:
    raise ImproperlyConfigured("HSTS_PRELOAD is true; browsers' lists ask for HSTS_SUBDOMAINS=true as well.")
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
# Nobody else learns our addresses. "no-referrer" would have browsers post forms with "Origin: null",
# which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # The table of a language has more than a megabyte.
FILE_UPLOAD_HANDLERS = ["config.uploads.InMemory"]
DATA_UPLOAD_MAX_NUMBER_FILES = 5
# A role with 120 statements posts some 1,300 fields; Django's 1,000 would lose the editor's work.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# How long an abandoned or finished sitting is kept after its last answer.
RETENTION_DAYS = whole_number(env, "RETENTION_DAYS", default=365, low=1, high=36_500)
# So many quizzes an address may start in an hour, of each web process; 0 for as many as it likes.
STARTS_PER_HOUR = whole_number(env, "STARTS_PER_HOUR", default=2_000, low=0, high=1_000_000)
# A figure older than this many days is marked as stale.
STALE_AFTER_DAYS = whole_number(env, "STALE_AFTER_DAYS", default=730, low=1, high=36_500)

# The rendering process is ended beyond these.
RENDER_SECONDS = whole_number(env, "RENDER_SECONDS", default=120, low=1, high=3_600)
RENDER_MEMORY_MB = whole_number(env, "RENDER_MEMORY_MB", default=1024, low=256, high=1_048_576)
# So many at a time on one machine, whoever asks: each takes a core for seconds.
RENDERS_AT_ONCE = whole_number(env, "RENDERS_AT_ONCE", default=2, low=1, high=1_024)
# Made PDFs. Machines that share the database should share this folder too.
PDF_DIR = Path(env.str("PDF_DIR")) if env.str("PDF_DIR", default="") else None  # None: in DATA_DIR.

# Whoever sends it reads /metrics; without one, only this machine does.
METRICS_TOKEN = secret(env, "METRICS_TOKEN", shortest=16)

LOG_FORMAT = one_of(env, "LOG_FORMAT", ("line", "json"))
LOG_LEVEL = log_level(env, "LOG_LEVEL", default="WARNING")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "config.logs.JsonLines"},
    },
    "filters": {
        "mask_codes": {"()": "config.logs.MaskCodes"},
        "strange_host": {"()": "config.logs.StrangeHost"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT, "filters": ["mask_codes"]}
    },
    # These come with handlers of their own, which would print addresses past the filter.
    "loggers": {
        # Below INFO Django tells what templates were given.
        "django": {"handlers": [], "level": "INFO" if LOG_LEVEL == "DEBUG" else LOG_LEVEL},
        "django.server": {"handlers": [], "propagate": True},
        "django.security.DisallowedHost": {"filters": ["strange_host"]},
        "rolewise.security": {"level": "INFO"},  # Who signed in is told whatever the level.
        "gunicorn.error": {"handlers": ["console"], "propagate": False},
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
