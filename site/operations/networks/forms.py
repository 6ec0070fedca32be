"""Forms about networks. None is saved that would lock out whoever saves it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminDateInput

from operations.networks.door import locked_out_from
from operations.networks.models import Network, NetworkPolicy
from units.contributions.periods import day_text
from units.visitors.addresses import Address


class KeepsOneInside(forms.ModelForm[Any]):
    """Refuses what would close the portal to the address from which the form was sent, today or on a day to come."""

    def __init__(self, *args: Any, address: Address | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = address

    def door_after(self) -> tuple[NetworkPolicy, list[Network]]:
        """The decision and the networks as they will be once this form is saved."""
        raise NotImplementedError

    def _post_clean(self) -> None:
        # Only here the instance holds what was typed, judged by its own rules.
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        day = locked_out_from(self.address, *self.door_after())
        if day is not None:
            sentence = _(
                "You are writing from %(address)s. From %(day)s on that address would be outside, and you could not "
                "sign in any more. Enter a network that holds it first, or correct the ranges and dates."
            )
            self.add_error(None, sentence % {"address": self.address or _("an unknown address"), "day": day_text(day)})


class NetworkForm(KeepsOneInside):
    """A network."""

    class Meta:
        model = Network
        fields = ("name", "ranges", "decision", "valid_from", "valid_to")
        widgets = {"valid_from": AdminDateInput, "valid_to": AdminDateInput, "ranges": forms.Textarea({"rows": 8})}

    def door_after(self) -> tuple[NetworkPolicy, list[Network]]:
        """The other networks and this one."""
        return NetworkPolicy.now(), [*Network.objects.exclude(pk=self.instance.pk), self.instance]


class PolicyForm(KeepsOneInside):
    """From where the portal is open."""

    class Meta:
        model = NetworkPolicy
        fields = ("reach", "decision")
        widgets = {"reach": forms.RadioSelect}

    def door_after(self) -> tuple[NetworkPolicy, list[Network]]:
        """This decision over the networks there are."""
        return self.instance, list(Network.objects.all())
