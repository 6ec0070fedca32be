"""The form behind every snippet of a unit: whose it will be is asked once, among the person's own units (LD-3.6)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from units.forms import OwnedItemForm
from units.models.register import Unit
from units.snippets.permissions import units_to_write_in


class OwnedSnippetForm(OwnedItemForm):
    """Sets the unit of a new item: the one in which the person writes or, where there are several, their choice."""

    for_unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        empty_label=None,
        help_text=_("The unit that owns the item and approves it first; it cannot be changed later."),
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        # A form of nobody, such as Wagtail makes to look at its fields, and one of an existing item ask for no unit.
        if self.instance.unit_id is not None or self.for_user is None:
            self.fields.pop("for_unit", None)
            return
        units = units_to_write_in(self.for_user)
        self.instance.owner = self.for_user
        if len(units[:2]) == 1:
            self.instance.unit = units[0]
            self.fields.pop("for_unit", None)
        elif "for_unit" in self.fields:
            self.fields["for_unit"].queryset = units

    def clean(self) -> dict[str, Any]:
        """Take the chosen unit before anything else asks whose the item is."""
        chosen = self.cleaned_data.get("for_unit")
        if chosen is not None and self.instance.unit_id is None:
            self.instance.unit = chosen
        return super().clean()

    def _require_approvers(self) -> None:
        if self.instance.unit_id is not None:
            super()._require_approvers()
