"""The small forms of the desk: each act with what has to be said for it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from qa.models import Question, QuestionTerms
from units import calendar
from units.clock.working_days import WorkingDays
from units.models import Unit


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"])


def _reason(label: Any = None) -> forms.CharField:
    return forms.CharField(label=label or _("Reason"), max_length=2000, widget=forms.Textarea({"rows": 3}))


class VerbForm(forms.Form):
    """A form of one act on ``question``."""

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        self.question = question
        super().__init__(*args, **kwargs)

    def _other_units(self, name: str) -> None:
        field = cast("forms.ModelChoiceField[Any]", self.fields[name])
        others = Unit.objects.active().exclude(pk=self.question.unit_id)
        field.queryset = others.in_protocol_order()


class RouteForm(VerbForm):
    """Pass it on."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit that answers for it"))
    reason = _reason()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._other_units("unit")


class DeclineForm(VerbForm):
    """Leave it without an answer."""

    reason = _reason(_("Reason, which the asker reads"))


class ConsultForm(VerbForm):
    """Ask other units."""

    units = forms.ModelMultipleChoiceField(Unit.objects.none(), label=_("Units"))
    request = forms.CharField(
        label=_("What you would like to know"), max_length=4000, widget=forms.Textarea({"rows": 3})
    )
    until = _day(_("By the end of"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._other_units("units")
        days = QuestionTerms.now().consult_days
        self.fields["until"].initial = WorkingDays.load().add_days(calendar.today(), days)


class PauseForm(VerbForm):
    """Let the clock stand still."""

    until = _day(_("Through"))
    reason = _reason(_("Reason, which the asker reads"))


class ExtendForm(VerbForm):
    """Take longer."""

    until = _day(_("New last day of the answer"))
    reason = _reason(_("Reason, which the asker reads"))


class MergeForm(VerbForm):
    """Answer it together with another."""

    into = forms.IntegerField(label=_("Number of the other question"), min_value=1)


class PrivateForm(VerbForm):
    """The private answer."""

    text = forms.CharField(label=_("Private answer"), max_length=20_000, widget=forms.Textarea({"rows": 10}))
    without_opinions = forms.BooleanField(
        label=_("Send the answer for approval although an opinion is still awaited."), required=False
    )


class ReturnForm(VerbForm):
    """Return the private answer."""

    reason = _reason()


class OpinionForm(forms.Form):
    """The opinion of a unit that was asked."""

    opinion = forms.CharField(label=_("Your unit's opinion"), max_length=20_000, widget=forms.Textarea({"rows": 10}))
