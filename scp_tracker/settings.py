"""Settings, all from the environment; with nothing set they are the safe, production ones.

`./run` sets SCP_ENV=local: plain HTTP on this machine, and mail written to a folder.
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import django_stubs_ext
from csp.constants import NONE, SELF

from scp_tracker import environment
from scp_tracker.secret import signing_secret

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / ".data"))
LOCAL = environment.choice("SCP_ENV", "production", "local") == "local"

SECRET_KEY = signing_secret(DATA_DIR)
DEBUG = False
HOSTS = environment.hosts("SCP_HOSTS")
ALLOWED_HOSTS = HOSTS or ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in HOSTS]
# What links in messages begin with: whoever sends them, and a timer knows no request.
TRACKER_ADDRESS = (
    f"https://{HOSTS[0]}" if HOSTS else f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
)
BEHIND_PROXY = environment.switch("SCP_BEHIND_PROXY")

INSTALLED_APPS = [
    "scp_tracker.apps.TrackerAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "csp",
    "simple_history",
    "scp_tracker.govuk",
    "scp_tracker.kept",
    "scp_tracker.backups",
    "priorities",
    "initiatives",
    "reports",
    "scp_tracker.accounts",  # last: it writes the roles once every app has its permissions
]

MIDDLEWARE = [
    # First what every answer carries, redirects, refusals and failures included.
    "scp_tracker.logs.requests.RequestLog",
    "scp_tracker.privacy.PrivateByDefault",
    "scp_tracker.public.SameForEverybody",  # before whatever looks at a cookie
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "scp_tracker.accounts.activity.SessionActivity",
    "scp_tracker.kept.middleware.SignInKeepingTypedText",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "scp_tracker.conflicts.ConflictPage",
    "scp_tracker.wrong_methods.WrongMethodPage",
    "axes.middleware.AxesMiddleware",  # last, as it asks: it sees the page before all others
]

ROOT_URLCONF = "scp_tracker.urls"
WSGI_APPLICATION = "scp_tracker.wsgi.application"
CSRF_FAILURE_VIEW = "scp_tracker.kept.views.csrf_failure"

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
                "scp_tracker.navigation.navigation",
            ],
            "libraries": {"references": "scp_tracker.logs.tags"},
        },
    },
]
CRISPY_TEMPLATE_PACK = "govuk"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["govuk"]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {
    "default": environment.database(
        "DATABASE_URL", unset=f"sqlite:///{quote(str(DATA_DIR / 'scp_tracker.sqlite3'))}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "scp_tracker.sqlite"  # the same, with writers taking turns
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # as for Django's own engine
    DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Writers queue from their first statement instead of failing half-way with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;",
    }
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it refuses before a password is hashed
    "scp_tracker.accounts.backends.RoleBackend",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "scp_tracker.accounts.passwords.GuessedEarlyValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

# Ten wrong passwords in five minutes, for an account from an address or a browser of its owner's.
AXES_FAILURE_LIMIT = 10
ADDRESS_FAILURE_LIMIT = (
    100  # in as long, of all accounts together: far above what an office mistypes
)
AXES_COOLOFF_TIME = timedelta(minutes=5)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who waits is let in, whoever goes on trying
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "scp_tracker.accounts.throttle.counted_name"
AXES_CLIENT_IP_CALLABLE = "scp_tracker.accounts.throttle.client_address"
AXES_LOCKOUT_CALLABLE = "scp_tracker.accounts.throttle.answered"
# Of what was sent axes keeps nothing that is secret, and of those who came in nothing at all.
AXES_SENSITIVE_PARAMETERS = ["username", "old_password", "new_password", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # an invitation is often opened after a weekend

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# A plan year's set-up page can hold several hundred fields, and outcomes are long.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["scp_tracker.uploads.InMemoryUpload"]

DEFAULT_FROM_EMAIL = environment.mail_address("SCP_MAIL_FROM", unset="scp-tracker@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
if mail_host := os.environ.get("SCP_MAIL_HOST"):
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = mail_host
    EMAIL_PORT = environment.port("SCP_MAIL_PORT", unset=587)
    EMAIL_HOST_USER = os.environ.get("SCP_MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("SCP_MAIL_PASSWORD", "")
    EMAIL_USE_TLS = EMAIL_PORT == 587
    EMAIL_USE_SSL = EMAIL_PORT == 465
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"

# Of each cookie: for the server alone, and gone with the browser; only a device stays known.
DEVICE_COOKIE_PREFIX = "device-"
SESSION_ENGINE = "scp_tracker.accounts.sessions"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # and before that as accounts/sessions.py says
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not LOCAL:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    # For this host name alone: what else a council serves under it, or lists with browsers, is not ours to bind.
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    # By these names a browser takes them from this very host alone, not from a neighbour under its domain.
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    DEVICE_COOKIE_PREFIX = "__Host-device-"
    if BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"one_line": {"()": "scp_tracker.logs.lines.OneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "one_line"}},
    # Whoever tries the tracker on their own machine has the sign-ins on that screen.
    "root": {"handlers": ["console"], "level": "WARNING" if LOCAL else "INFO"},
    "loggers": {
        # Django's own handlers would mail whole requests to ADMINS, and print lines of another form.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        # Every answer and every failure has a line of ours, with its reference.
        "django.request": {"level": "CRITICAL"},
        # It names addresses, and our own line says the same by number.
        "axes": {"level": "CRITICAL"},
    },
}
