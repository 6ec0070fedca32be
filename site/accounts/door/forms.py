"""The forms on the way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.auth import LoginForm, PasswordResetForm

from accounts import factors, letters

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User

CODE_WIDGET = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "text", "autocapitalize": "off"})
DEVICE_NAME = 64


class SignInForm(LoginForm):
    """User name and password. Nothing keeps somebody signed in longer than a session lasts."""

    remember = None  # Wagtail's “remember me” would.

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's field has no label of its own, so that English “password” would stand there.
        self.fields["password"].label = _("Password")


class CodeForm(forms.Form):
    """A code of the device or, where it is lost, one of the recovery codes."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=CODE_WIDGET,
        help_text=_("Six digits from your device. If you have lost it, one of your recovery codes."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.proved: str | None = None
        self.fields["code"].widget.attrs["autofocus"] = ""
        if days := settings.PORTAL_REMEMBER_DAYS:
            label = ngettext(
                "Do not ask for a code in this browser for %(days)d day",
                "Do not ask for a code in this browser for %(days)d days",
                days,
            )
            self.fields["trust"] = forms.BooleanField(label=label % {"days": days}, required=False)

    def clean_code(self) -> str:
        """Check the code; what it proved stands in ``proved``."""
        code: str = self.cleaned_data["code"]
        self.proved = factors.check(self.user, code)
        if self.proved is None:
            wait = max(1, factors.seconds_to_wait(self.user))
            raise ValidationError(
                ngettext(
                    "The code is wrong or was used before. Wait %(seconds)d second, then enter the one shown next.",
                    "The code is wrong or was used before. Wait %(seconds)d seconds, then enter the one shown next.",
                    wait,
                )
                % {"seconds": wait}
            )
        return code


class DeviceForm(forms.Form):
    """A new device: its name and a code that shows that it has taken the secret in."""

    name = forms.CharField(
        label=_("Name of the device"),
        max_length=DEVICE_NAME,
        help_text=_("As you will recognise it, for example “Điện thoại cơ quan”."),
    )
    code = forms.CharField(
        label=_("Code that the device shows"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean(self) -> dict[str, Any]:
        """Add the device if its code is right."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            cleaned["device"] = factors.confirm_device(
                self.user, self.request.session, cleaned["name"], cleaned["code"]
            )
            if cleaned["device"] is None:
                self.add_error(
                    "code", _("The code does not fit. Check the clock of the device and enter the code it shows now.")
                )
        return cleaned


class RenewForm(SetPasswordForm):  # type: ignore[type-arg]
    """A new password, twice; the old one has just been given."""


class ResetForm(PasswordResetForm):
    """Asks for a link to set a password; what follows looks the same whether or not somebody has the address."""

    def save(self, **kwargs: Any) -> None:
        """Hand the address to the task that looks for accounts."""
        letters.send_reset(self.cleaned_data["email"])
