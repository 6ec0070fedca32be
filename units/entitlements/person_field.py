"""A person by the name that they sign in with: nobody is offered a list of all accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from search.vietnamese import normalise

if TYPE_CHECKING:
    from accounts.models import User


class PersonField(forms.CharField):
    """Cleans to the person, None where nothing was written; a name that nobody has is an error of the field."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=150, **kwargs)

    def clean(self, value: Any) -> User | None:
        """Find the person."""
        name = super().clean(normalise(value or ""))
        if not name:
            return None
        found = get_user_model().objects.filter(username=name).first()
        if found is None:
            raise ValidationError(_("Nobody has this user name; write it exactly as the person signs in."))
        return found
