"""What a person chooses about their messages."""

from django import forms

from units.messages.models import Preference


class ChoiceForm(forms.ModelForm):  # type: ignore[type-arg]
    """What is mailed, and from which hour the daily mail comes."""

    class Meta:
        model = Preference
        fields = ["how", "digest_hour"]
        widgets = {"how": forms.RadioSelect}


class ReadForm(forms.Form):
    """Up to which message the person has seen the list; what came later stays unread."""

    latest = forms.IntegerField(min_value=1, max_value=2**63 - 1)
