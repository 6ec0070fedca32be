"""The fields of what stands around a paper, for the forms of whatever is printed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class OnPaperFields(forms.Form):
    """Issuer and place are needed; everything else can be written by hand on the print."""

    superior = forms.CharField(label=_("Body above"), max_length=200, required=False)
    issuer = forms.CharField(label=_("Issuing body"), max_length=200)
    place = forms.CharField(label=_("Place"), max_length=100)
    number = forms.CharField(label=_("Number"), max_length=10, required=False)
    symbol = forms.CharField(label=_("Symbol"), max_length=40, required=False, help_text=_("Such as BC/VPTU."))
    authority = forms.CharField(
        label=_("Signed in the name of"), max_length=100, required=False, help_text=_("Such as T/M or K/T.")
    )
    position = forms.CharField(label=_("Position of the signer"), max_length=100, required=False)
    signer = forms.CharField(label=_("Signer"), max_length=100, required=False)
    recipients = forms.CharField(
        label=_("Recipients, one a line"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
