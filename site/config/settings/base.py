"""Settings shared by every environment; each value that differs between machines comes from the environment.

The variables are documented in ``docs/settings.md`` and ``.env.example``.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from search.collation import BACKENDS

from .environment import *
from .shell import *
from .signing_in import *

SECRET_KEY = env("PORTAL_SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("PORTAL_ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("PORTAL_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "accounts",
    "home",
    "knowledge",
    "qa",
    "units",
    "search",
    "operations",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail_modeladmin",
    "wagtailmedia",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "csp",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    # With FORM_RENDERER: templates of widgets are found in our folder first.
    "django.forms",
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.policy.PolicyMiddleware",
    # Nobody from outside gets further than this, to static files neither.
    "operations.networks.middleware.NetworkMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "operations.throttling.middleware.ThrottleMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "units.rights.RightsMiddleware",
    "accounts.middleware.StandingMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "units.visits.middleware.VisitsMiddleware",
    "axes.middleware.AxesMiddleware",
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
                "wagtail.contrib.settings.context_processors.settings",
                "home.navigation.portal",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE takes the write lock at BEGIN, so that two writers wait for each other instead of failing midway.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=2147418112;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Compiling a plan takes longer than carrying it out, at any size that a portal has.
    given = DATABASES["default"].setdefault("OPTIONS", {})
    given["options"] = f"-c jit=off {given.get('options', '')}".strip()
# Names are sorted by the Vietnamese alphabet, whoever asks.
DATABASES["default"]["ENGINE"] = BACKENDS.get(DATABASES["default"]["ENGINE"], DATABASES["default"]["ENGINE"])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": env.cache("CACHE_URL", default="locmemcache://portal"),
    # What every request asks, kept in each process for a few seconds: from where the portal is open.
    "process": {"BACKEND": LOCAL_MEMORY, "LOCATION": "process", "TIMEOUT": 10},
    # What strangers do in each process, until it is counted in the database for all of them.
    "visitors": {"BACKEND": LOCAL_MEMORY, "LOCATION": "visitors", "OPTIONS": {"MAX_ENTRIES": 20_000}},
}

# How often public pages are opened, and nothing of who opens them.
PORTAL_COUNT_VISITS = env.bool("PORTAL_COUNT_VISITS", default=True)

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese"))]
# Ours first; then what Wagtail lacks in Vietnamese, laid out so that it can be offered upstream.
LOCALE_PATHS = [SITE_DIR / "locale" / name for name in ("", "wagtail", "django", "signing")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [SITE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("PORTAL_MEDIA_DIR", default=str(DATA_DIR / "media")))
PRIVATE_ROOT = Path(env("PORTAL_PRIVATE_DIR", default=str(DATA_DIR / "private")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        # A base of its own that no address answers to.
        "OPTIONS": {"location": PRIVATE_ROOT, "base_url": "/khong-cong-khai/"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

WHITENOISE_ALLOW_ALL_ORIGINS = False  # No other site needs our fonts.

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("PORTAL_EMAIL_TIMEOUT", default=10)  # Seconds that a dead mail server may cost a request.
DEFAULT_FROM_EMAIL = env("PORTAL_FROM_EMAIL", default="portal@localhost")

# "immediate" does each task as it comes; "database" leaves it to `manage.py db_worker`, which has to run then.
TASK_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}
TASK_QUEUE = env("PORTAL_TASKS", default="immediate")
TASKS = {"default": {"BACKEND": TASK_BACKENDS[TASK_QUEUE]}}
if TASK_QUEUE == "database":
    INSTALLED_APPS.append("django_tasks_db")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"incident": {"()": "operations.incidents.IncidentFilter"}},
    "formatters": {
        "plain": {"format": "%(message)s%(incident)s"},
        "lines": {"()": "operations.signals.lines.JsonLines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["incident"]},
        "security": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stdout"},
        "keeping": {"class": "operations.signals.keeping.KeepingHandler"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # Two lines for every task and one for every page say nothing that the audit log does not.
    "loggers": {
        # accounts.events tells the same, in the portal's own words.
        "axes": {"level": "ERROR"},
        **{name: {"level": "WARNING"} for name in ("django_tasks", "wagtail", "modelsearch")},
        # The engine's failures are told once, by search.engines.opensearch.watch.
        "elastic_transport": {"level": "ERROR"},
        "portal.security": {"handlers": ["security", "keeping"], "level": "INFO", "propagate": False},
    },
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

WAGTAIL_SITE_NAME = "Cổng thông tin khối Đảng"
OTP_TOTP_ISSUER = WAGTAIL_SITE_NAME
WAGTAILADMIN_BASE_URL = env("PORTAL_BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "units.approval.finish.release_workflow_state"
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # One calendar for everybody: days and deadlines are those of the portal.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAILIMAGES_IMAGE_MODEL = "knowledge.PortalImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "knowledge.PortalDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "xlsx", "zip"]
WAGTAILIMAGES_IMAGE_FORM_BASE = "knowledge.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "knowledge.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
PORTAL_MEDIA_MAX_UPLOAD_SIZE = 500 * 1024 * 1024
WAGTAILMEDIA = {
    "MEDIA_MODEL": "knowledge.PortalMedia",
    "MEDIA_FORM_BASE": "knowledge.forms.MediaForm",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": ["mp3", "m4a"],
}
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # No page asks another host for anything.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.engines.database"}}
# OpenSearch or Elasticsearch beside the database; without an address the database alone answers.
SEARCH_ENGINE = {
    "URLS": env.list("PORTAL_SEARCH_URL", default=[]),
    "INDEX": env("PORTAL_SEARCH_INDEX", default="portal"),
    "CA": env("PORTAL_SEARCH_CA", default=""),
}
TAGGIT_CASE_INSENSITIVE = True
# A stage's approval counts for the text it saw: after a return every stage reads the mended text again.
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# Remarks travel with verdicts; Wagtail mails its comments within the request and fails with the mail server.
WAGTAILADMIN_COMMENTS_ENABLED = False
