"""Running the portal: demonstration, catalogues, measuring; suspending and backing up come with their issues."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    """The operations app, found on ``sys.path`` through ``site/``."""

    name = "operations"
    verbose_name = _("Operations")
