"""Settings for a served portal. Refuses to start with what is missing or unsafe, and says all of it at once."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("PORTAL_BEHIND_PROXY", default=True) else None
SECURE_HSTS_SECONDS = env.int("PORTAL_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Editors preview a page in a frame of the portal itself.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

DEFAULT_KEYS = ("development-only", "django-insecure", "test-only")
UNSAFE = {
    "PORTAL_SECRET_KEY must hold at least 50 random characters": (
        len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith(DEFAULT_KEYS)
    ),
    "PORTAL_ALLOWED_HOSTS must name the portal's host names": not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS,
    "PORTAL_DEBUG must not be set: error pages would show secrets": env.bool("PORTAL_DEBUG", default=False),
    "PORTAL_BASE_URL must begin with https://": urlsplit(WAGTAILADMIN_BASE_URL).scheme != "https",
    "PORTAL_HSTS_SECONDS must be 3600 or more": SECURE_HSTS_SECONDS < 3600,
    "PORTAL_TRUSTED_ORIGINS must begin with https:// each": any(
        urlsplit(origin).scheme != "https" for origin in CSRF_TRUSTED_ORIGINS
    ),
}
if any(UNSAFE.values()):
    faults = "; ".join(sentence for sentence, is_so in UNSAFE.items() if is_so)
    raise ImproperlyConfigured(f"Production does not start: {faults}. See docs/settings.md.")
