"""People who sign in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """The accounts app, found on ``sys.path`` through ``site/``."""

    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Connect the room's receivers and checks."""
        from accounts import checks, receivers  # noqa: F401
