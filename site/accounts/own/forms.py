"""Forms about one's own account; what would help a thief of the session asks for the password again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import SetPasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.door.forms import DeviceForm

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User


class ProvingForm(forms.Form):
    """Asks for the present password; failures count as those on the sign-in page do."""

    password = forms.CharField(
        label=_("Your present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.user = request, user

    def clean_password(self) -> str:
        """Refuse a wrong one."""
        password: str = self.cleaned_data["password"]
        if authenticate(self.request, username=self.user.username, password=password) != self.user:
            raise ValidationError(_("This is not your present password."))
        return password


class ProvedDeviceForm(DeviceForm):
    """A further device, with the password."""

    password = forms.CharField(
        label=_("Your present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    clean_password = ProvingForm.clean_password


class ChangePasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """The present password, and another one twice."""

    password = forms.CharField(
        label=_("Your present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("password", "new_password1", "new_password2")

    def __init__(self, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.request = request

    clean_password = ProvingForm.clean_password
