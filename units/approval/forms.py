"""What an approver says with a verdict."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ApprovalForm(forms.Form):
    """An approval with an optional remark."""

    comment = forms.CharField(label=_("Remark"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


class ReturnForm(forms.Form):
    """A return, which always says what is to be mended."""

    comment = forms.CharField(
        label=_("Reason and what is to be mended"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Give a reason, so that the author knows what to mend.")},
    )
