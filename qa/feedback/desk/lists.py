"""The inbox of feedback: its lists with their numbers, and the filters that narrow the chosen one (ND-11.2)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.models import FieldOfWork
from qa.desk.parts import Parts
from qa.feedback import people
from qa.feedback.models import OPEN, Feedback, FeedbackQuerySet, Kind, Severity, State
from units.models import Unit

if TYPE_CHECKING:
    from accounts.models import User

SOON = timedelta(days=2)

LABELS: dict[str, str | Promise] = {
    "mine": _("Taken by me"),
    "new": _("To be taken"),
    "open": _("All open"),
    "leaders": _("With the leaders"),
    "due": _("Due soon"),
    "late": _("Overdue"),
    "closed": _("Closed"),
}


class Filters(forms.Form):
    """Narrow a list by what officers have sorted and by what senders call it."""

    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any")), *Kind.choices])
    severity = forms.ChoiceField(label=_("Severity"), required=False, choices=[("", _("any")), *Severity.choices])
    field = forms.ChoiceField(label=_("Subject"), required=False)
    unit = forms.ChoiceField(label=_("Unit concerned"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Read once, for the list and for what was chosen of it.
        rows = {"field": FieldOfWork.objects.in_order(), "unit": Unit.objects.in_protocol_order()}
        for name, found in rows.items():
            chosen = cast(forms.ChoiceField, self.fields[name])
            chosen.choices = [("", _("any")), *((row.pk, str(row)) for row in found)]

    def condition(self) -> Q:
        """What was chosen; what cannot be read narrows nothing."""
        self.is_valid()
        given = self.cleaned_data
        wanted = Q()
        for name, column in {"kind": "kind", "severity": "severity", "unit": "about_unit"}.items():
            if given.get(name):
                wanted &= Q(**{column: given[name]})
        if given.get("field"):
            wanted &= Q(field=given["field"]) | Q(field__parent=given["field"])
        return wanted


def reach_of(user: User) -> FeedbackQuerySet:
    """The records that ``user`` may read: named officers all, leaders what leaders see, everybody else none."""
    if people.is_officer(user):
        return Feedback.objects.all()
    return Feedback.objects.for_leaders() if people.directs(user) else Feedback.objects.none()


def parts(user: User, now: datetime) -> dict[str, Q]:
    """Each list as a condition."""
    is_open = Q(state__in=[state.value for state in OPEN])
    return {
        "mine": is_open & Q(officer=user),
        "new": Q(state=State.RECEIVED),
        "open": is_open,
        "leaders": Q(state=State.PROPOSED),
        "due": is_open & Q(due_at__gt=now, due_at__lte=now + SOON),
        "late": is_open & Q(due_at__lte=now),
        "closed": Q(state=State.CLOSED),
    }


class Inbox(Parts[Feedback]):
    """What the inbox shows a person: the chosen list, narrowed, and every list's number."""

    def __init__(self, user: User, asked: QueryDict) -> None:
        self.filters = Filters(asked)
        reach = reach_of(user).filter(self.filters.condition())
        super().__init__(reach, parts(user, timezone.now()), LABELS, asked.get("loc", ""), asked.get("p"))
        kept = [(name, asked.get(name, "")) for name in self.filters.fields]
        #: What the links to other lists keep.
        self.kept = [(name, value) for name, value in kept if value]
