"""Settings for a served portal. Refuses to start without its secrets and says which is missing."""

from django.core.exceptions import ImproperlyConfigured

from .base import *

if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("development-only"):
    raise ImproperlyConfigured("PORTAL_SECRET_KEY must hold at least 50 random characters; see docs/settings.md.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("PORTAL_ALLOWED_HOSTS must name the portal's host names; see docs/settings.md.")

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("PORTAL_BEHIND_PROXY", default=True) else None
SECURE_HSTS_SECONDS = env.int("PORTAL_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Editors preview a page in a frame of the portal itself.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
