"""The small forms of the desk: each act with what has to be said for it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from knowledge.models import FieldOfWork
from qa.feedback import people
from qa.feedback.models import Feedback, FeedbackTerms, Outcome, Severity
from units import calendar
from units.clock.working_days import WorkingDays
from units.models import Unit

LONGEST = 4000


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"])


def _words(label: Any, rows: int = 4, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, help_text=help_text)


class SecretInput(forms.TextInput):
    """Shows what is typed, for it is long and copied from paper, and never gives it back with a page."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})

    def format_value(self, value: Any) -> None:
        """Nothing, whatever was typed."""
        return


def _share() -> forms.CharField:
    return forms.CharField(
        label=_("Your share of the key"),
        max_length=200,
        widget=SecretInput(),
        help_text=_("From the sheet that you were given; it is not kept."),
    )


class VerbForm(forms.Form):
    """A form of one act on ``feedback``."""

    def __init__(self, *args: Any, feedback: Feedback, **kwargs: Any) -> None:
        self.feedback = feedback
        super().__init__(*args, **kwargs)


class SortForm(VerbForm):
    """Where it belongs."""

    field = forms.ModelChoiceField(FieldOfWork.objects.none(), label=_("Subject"), required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit concerned"), required=False)
    severity = forms.ChoiceField(label=_("Severity"), choices=Severity.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = cast("forms.ModelChoiceField[Any]", self.fields["field"])
        fields.queryset = FieldOfWork.objects.open().in_order()
        units = cast("forms.ModelChoiceField[Any]", self.fields["unit"])
        units.queryset = Unit.objects.active().in_protocol_order()
        feedback = self.feedback
        known = {"field": feedback.field_id, "unit": feedback.about_unit_id, "severity": feedback.severity}
        self.initial = {**known, "severity": feedback.severity or Severity.NOTABLE, **self.initial}


class AssignForm(VerbForm):
    """Give it to an officer."""

    to = forms.ModelChoiceField(get_user_model().objects.none(), label=_("Officer"))
    said = forms.CharField(label=_("What they should know"), max_length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast("forms.ModelChoiceField[Any]", self.fields["to"])
        chosen.queryset = people.officers().exclude(pk__in=[self.feedback.officer_id or 0])


class AdviseForm(VerbForm):
    """Advise."""

    advice = _words(_("Advice, for officers and leaders"))


class ReferForm(VerbForm):
    """Refer it."""

    authority = forms.CharField(
        label=_("Competent authority"), max_length=200, help_text=_("The sender reads its name behind their code.")
    )
    said = _words(_("What it is asked to do"))
    until = _day(_("Reply expected by the end of"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = FeedbackTerms.now().follow_days
        self.fields["until"].initial = WorkingDays.load().add_days(calendar.today(), days)


class ReplyForm(VerbForm):
    """Note what the authority replied."""

    reply = _words(_("What the authority replied"))


class ProposeForm(VerbForm):
    """Put it to the leaders."""

    proposal = _words(_("What you propose to the leaders"))


class DirectForm(VerbForm):
    """Direct."""

    text = _words(_("Direction"))
    until = _day(_("To be carried out by the end of"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = FeedbackTerms.now().direct_days
        self.fields["until"].initial = WorkingDays.load().add_days(calendar.today(), days)


class FulfilForm(VerbForm):
    """Report that it was carried out."""

    report = _words(_("What was done"))


class HoldForm(VerbForm):
    """Put the page on hold."""

    reason = _words(_("Reason"), 2, _("The people of the page and the record read it; do not quote the feedback."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].initial = _("Reported as wrong; it is being checked.")


class CloseForm(VerbForm):
    """Close it."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Outcome.choices)
    told = _words(_("What the sender reads behind their code"))


class AskIdentityForm(VerbForm):
    """Ask to open who sent it."""

    reason = _words(_("Why you need to know who sent this"), 3)


class AgreeForm(VerbForm):
    """Agree."""

    share = _share()


class OpenForm(VerbForm):
    """Open it."""

    share = _share()
    word = forms.CharField(
        label=_("The word that your colleague was shown"),
        max_length=40,
        widget=SecretInput(),
    )
