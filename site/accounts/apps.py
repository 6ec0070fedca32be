"""People who sign in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """The accounts app, found on ``sys.path`` through ``site/``."""

    name = "accounts"
    verbose_name = _("Accounts")
    default = True

    def ready(self) -> None:
        """Connect the room's receivers and checks."""
        from accounts import checks, receivers  # noqa: F401


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's screens for accounts, with our list."""

    user_viewset = "accounts.users.UserViewSet"
