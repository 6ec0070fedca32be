"""Menu entries, buttons and words of the history that lead to the screens of accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from accounts.helping.views import AdministratorMenuItem

if TYPE_CHECKING:
    from accounts.models import User

#: Label and help of what the account page leads to.
ACCOUNT = {
    "password": (gettext_lazy("Change password"), gettext_lazy("Once a month, or as soon as somebody may know it.")),
    "devices": (
        gettext_lazy("Second factor"),
        gettext_lazy("Devices that show a code at sign-in, and recovery codes for the day one is lost."),
    ),
    "rules": (gettext_lazy("Rules of use"), gettext_lazy("What everybody who works here keeps to.")),
    "sessions": (gettext_lazy("Sessions"), gettext_lazy("Where you are signed in; end what is not you.")),
}


def account_item(name: str) -> dict[str, Any]:
    """An entry of the account page."""
    label, help_text = ACCOUNT[name]
    address = "accounts_rules:current" if name == "rules" else f"accounts_own:{name}"
    return {"url": reverse(address), "label": label, "help_text": help_text}


def password_age_menu_item() -> MenuItem:
    """The entry of the settings menu."""
    return AdministratorMenuItem(
        _("Age of passwords"), reverse("accounts_helping:password_age"), icon_name="key", order=700
    )


def help_buttons(user: User, request_user: User) -> Iterator[Button]:
    """The way from the list of users to the help for one of them."""
    if request_user.is_superuser:
        yield Button(_("Access and second factor"), reverse("accounts_helping:person", args=[user.pk]), priority=50)


def log_actions(actions: Any) -> None:
    """Words for what the history of an account tells."""
    for name, label, message in (
        ("link_sent", _("Link sent"), _("A link to set a password was sent")),
        ("password", _("Password changed"), _("The person changed their password")),
        ("device_added", _("Device added"), _("A device for the second factor was added")),
        ("device_removed", _("Device removed"), _("A device for the second factor was removed")),
        ("second_factor_reset", _("Second factor removed"), _("An administrator removed the second factor")),
        ("closed", _("Account closed"), _("The account was closed because the person left")),
        ("sessions_ended", _("Sessions ended"), _("An administrator signed the person out everywhere")),
    ):
        actions.register_action(f"accounts.{name}", label, message)
