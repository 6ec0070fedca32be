"""Settings for a person's own machine: readable errors, no mail sent, a key that protects nothing."""

from .base import *

DEBUG = env.bool("PORTAL_DEBUG", default=True)
SECRET_KEY = SECRET_KEY or "development-only-this-protects-nothing-and-production-refuses-it"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
# A demonstration's people share a known password and have no devices; `true` shows what production demands of them.
PORTAL_SIGN_IN_RULES = env.bool("PORTAL_SIGN_IN_RULES", default=False)
# Static files come through the middleware as in production: behind the rule of networks, with the same headers.
INSTALLED_APPS = ["whitenoise.runserver_nostatic", *INSTALLED_APPS]
