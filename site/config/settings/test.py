"""Settings for the test suite: no cache, fast password hashes, mail kept in memory, media in a scratch folder."""

import tempfile
from pathlib import Path

from .base import *

SECRET_KEY = "test-only"  # noqa: S105 - signs nothing that outlives a test
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES["default"].setdefault("TEST", {})
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # Said aloud, since pytest-django knows Django's own backend alone and would make a file for each worker.
    DATABASES["default"]["TEST"]["NAME"] = ":memory:"
# No cache at all: what the suite counts is what a cold page costs.
CACHES = {
    **CACHES,
    "default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    # Kept until it changes: no test's queries depend on the clock.
    "process": {**CACHES["process"], "TIMEOUT": None},
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The tests of accounts turn these on (`tests.accounts.doors`); others sign their people in by force and travel in time.
PORTAL_SIGN_IN_RULES = False
AXES_ENABLED = False
PORTAL_IDLE_MINUTES = 60 * 24 * 365 * 10
SESSION_COOKIE_AGE = 60 * PORTAL_IDLE_MINUTES
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="portal-media-"))
STATIC_ROOT = Path(tempfile.mkdtemp(prefix="portal-static-"))
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tempfile.mkdtemp(prefix="portal-private-"), "base_url": "/khong-cong-khai/"},
    },
}
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "WARNING"}}
# The tests of visits turn it on; in others a page would now and then cost a query more.
PORTAL_COUNT_VISITS = False
PORTAL_CLAMAV = PORTAL_FILE_SCANNER = ""
# What needs a search engine names it; the rest of the suite has none, whatever a developer's .env says.
SEARCH_ENGINE = {**SEARCH_ENGINE, "URLS": []}
