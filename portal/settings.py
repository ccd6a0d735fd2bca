"""Settings of the portal, read from the environment once, at start.

`PORTAL_ENV` is development, test or production. Production refuses to start with anything that only a
demonstration may have (portal.kernel.checks).
"""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent
PORTAL_ENV = os.environ.get("PORTAL_ENV", "development")
IS_PRODUCTION = PORTAL_ENV == "production"
VAR_DIR = Path(os.environ.get("PORTAL_VAR", BASE_DIR / "var"))

DEMO_SECRET_KEY = "demonstration-only-and-refused-in-production"  # noqa: S105
SECRET_KEY = os.environ.get("SECRET_KEY", DEMO_SECRET_KEY)
DEBUG = os.environ.get("DEBUG", "") == "1" and not IS_PRODUCTION
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]
SITE_ID = 1

INSTALLED_APPS = [
    "portal.kernel",
    "orgs",
    "catalog",
    "procurement",
    "evaluation",
    "portal.site",
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_celery_beat",
    "django_celery_results",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "import_export",
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.kernel.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.site.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "orgs.people.middleware.Activity",
    "django_htmx.middleware.HtmxMiddleware",
    "orgs.people.middleware.ActingMembership",
    "orgs.people.middleware.SecondFactorRequired",
    "evaluation.audit.middleware.ReadOnlyAdmin",
    "portal.kernel.middleware.RefusalPages",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

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
                "django.template.context_processors.i18n",
                "portal.site.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "portal.kernel.templatetags.portal",
                "catalog.templatetags.papers",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", "postgresql://portal@127.0.0.1:5432/portal"),
        conn_health_checks=True,
    )
}
DATABASES["default"].setdefault("OPTIONS", {})
# Statements of kernel.prepared are kept by PostgreSQL from their fifth run on a connection. Off ("0") where a
# pooler in between hands one connection to several processes in turn.
KEEP_STATEMENTS = os.environ.get("PORTAL_KEEP_STATEMENTS", "1") == "1"
if PORTAL_ENV != "test":
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 16, "timeout": 10}
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 5 if KEEP_STATEMENTS else None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = int(os.environ.get("PORTAL_IDLE_SECONDS", "3600"))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "orgs.people.passwords.MinimumLength"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "site:workbench"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_ADAPTER = "orgs.people.adapters.ClosedSignup"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "apply_for_account": "20/h/ip",
    "give_opinion": "20/h/ip",
}
# In production exactly one proxy stands in front, and what it says about the client's address counts.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if IS_PRODUCTION else 0
# Shown in the list of sessions; written by orgs.people.middleware.Activity.
USERSESSIONS_TRACK_ACTIVITY = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "orgs.people.adapters.SecondFactor"
MFA_FORMS = {
    "add_webauthn": "orgs.people.passkeys.AddPasskeyForm",
    "edit_webauthn": "orgs.people.passkeys.RenamePasskeyForm",
    "login_webauthn": "orgs.people.passkeys.SignInForm",
    "authenticate_webauthn": "orgs.people.passkeys.SecondFactorForm",
    "reauthenticate_webauthn": "orgs.people.passkeys.ConfirmForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
# A whole office comes from one address, and a passkey holds nothing that could be guessed.
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
# The code before and the one after are right too: typing takes time (RFC 6238).
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "湖南省政府向社会组织购买服务平台"
# Demonstration accounts sign in without a second factor; production refuses this setting.
SECOND_FACTOR_OPTIONAL = os.environ.get("PORTAL_SECOND_FACTOR_OPTIONAL", "") == "1"

LANGUAGE_CODE = "zh-hans"
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGES = [("zh-hans", "简体中文")]
if (BASE_DIR / "locale" / "en").is_dir():  # no switch, and no page half in English, before it is translated
    LANGUAGES.append(("en", "English"))
TIME_ZONE = "Asia/Shanghai"
USE_I18N = USE_TZ = True
DATE_FORMAT = "Y-m-d"

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(os.environ.get("PORTAL_STATIC_ROOT", BASE_DIR / "staticfiles"))
MEDIA_ROOT = VAR_DIR / "files"
# What a restore calls once tables and files are back.
AFTER_RESTORE = ["procurement.bidding.files.workflow.reopen_incomplete"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if PORTAL_ENV == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Source maps are for developers; compressing them would double the first start.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# A command that gets a file's path and exits non-zero when the file must be refused; none by default.
UPLOAD_SCANNER = os.environ.get("PORTAL_UPLOAD_SCANNER", "")

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "portal@example.invalid")

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600}
CELERY_RESULT_BACKEND = "django-db"
CELERY_RESULT_EXTENDED = True
CELERY_TASK_TRACK_STARTED = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# True only in tests that do not exercise the queue itself.
CELERY_TASK_ALWAYS_EAGER = os.environ.get("CELERY_TASK_ALWAYS_EAGER", "") == "1"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticatedOrReadOnly"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "portal.kernel.api.KeysetPages",
    "EXCEPTION_HANDLER": "portal.kernel.api.exception_handler",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_THROTTLE_RATES": {"anon": "120/min", "user": "600/min"},
    "NUM_PROXIES": ALLAUTH_TRUSTED_PROXY_COUNT,
    "PAGE_SIZE": 20,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "湖南省政府向社会组织购买服务平台接口",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
}
DJANGO_TABLES2_TEMPLATE = "components/table.html"

# The key that wraps opening keys and signs receipts lives in a file, never in the database.
KEY_FILE = Path(os.environ.get("PORTAL_KEY_FILE", VAR_DIR / "keys" / "portal.json"))
# How often the ledger's tree gets a signed head, and within what time an entry is promised to be in one.
LEDGER_HEAD_EVERY = timedelta(minutes=int(os.environ.get("PORTAL_HEAD_MINUTES", "10")))
LEDGER_HEAD_DELAY = timedelta(minutes=int(os.environ.get("PORTAL_HEAD_DELAY_MINUTES", "60")))
DEMO_MODE = os.environ.get("PORTAL_DEMO", "" if IS_PRODUCTION else "1") == "1"
# Whether a notice published here is thereby first published. Else it is first published on the official site,
# and waits here until its number, address and time there are entered.
SELF_PUBLICATION = os.environ.get("PORTAL_SELF_PUBLICATION", "" if IS_PRODUCTION else "1") == "1"
# The official sites: what an address of a first publication may begin with after the scheme.
OFFICIAL_SITES = os.environ.get("PORTAL_OFFICIAL_SITES", "ccgp-hunan.gov.cn,ccgp.gov.cn").split(",")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "portal.kernel.logs.ScrubbedFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
}

# The admin in the portal's ink; steps of the same blue from light to dark.
INK = (
    "#eef2f7",
    "#e6ebf2",
    "#c5d0de",
    "#98abc3",
    "#7186a5",
    "#4d6a8f",
    "#1f3a5f",
    "#1b3254",
    "#16294a",
    "#122240",
    "#0c1830",
)
UNFOLD = {
    "SITE_TITLE": _("审计与管理"),
    "SITE_HEADER": _("购买服务平台审计"),
    "SITE_SYMBOL": "fact_check",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "/static/icon.svg"}],
    "SHOW_HISTORY": False,
    "COLORS": {
        "primary": dict(
            zip(
                ("50", "100", "200", "300", "400", "500", "600", "700", "800", "900", "950"), INK, strict=True
            )
        )
    },
}
