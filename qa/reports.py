"""Figures of questions and of feedback: numbers and units, never a word or an identity of anybody (ND-9.4a, N-9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from qa import people
from qa.feedback import people as feedback_people
from qa.feedback.models import Feedback, Kind, Outcome, Severity
from qa.feedback.models import State as FeedbackState
from qa.feedback.synthesising.figures import SUBJECT
from qa.models import OPEN, Question, State
from units.calendar import Period
from units.contributions.readers import Reach
from units.contributions.tables import Type
from units.models import Unit
from units.reports.asked import Asked
from units.reports.dimensions import ByUnit, ByValue
from units.reports.measures import ALL_FACTS, Counted, Hours, Measure, Share
from units.reports.registry import register
from units.reports.report import CountedReport, Told

if TYPE_CHECKING:
    from accounts.models import User

ANSWERING = ExpressionWrapper(F("closed_at") - F("received_at"), output_field=DurationField())


def _units() -> QuerySet[Unit]:
    return Unit.objects.in_protocol_order().prefetch_related("former_names")


def _within(field: str, period: Period) -> Q:
    return Q(**{f"{field}__gte": period.begins_at, f"{field}__lt": period.ends_at})


@register
class QuestionsReport(CountedReport):
    """A line a unit: what came in the period, what was answered in it and in time, what is open and overdue now."""

    code = "cau-hoi"
    title = _("Questions of the public")
    purpose = _(
        "What was asked of each unit in the period, what it answered in the period and how much of that in time; "
        "overdue is what was asked in the period and waits beyond its due moment now."
    )
    icon = "help"
    dimension = ByUnit(_("Unit"), ("unit",))
    drawn = "received"
    refusal = _("Only who answers questions, for their own unit, and who watches over all units sees these figures.")
    related = ("unit", "field")
    told = (
        Told(_("Number"), 10, lambda row: row.pk, Type.NUMBER),
        Told(_("Unit"), 35, lambda row: row.unit.name),
        Told(_("Field of work"), 30, lambda row: row.field.name if row.field else ""),
        Told(_("Received"), 17, lambda row: row.received_at, Type.MOMENT),
        Told(_("Answer due"), 17, lambda row: row.answer_due_at, Type.MOMENT),
        Told(_("State"), 30, lambda row: str(row.get_state_display())),
        Told(_("Closed"), 17, lambda row: row.closed_at, Type.MOMENT),
    )

    def reach_of(self, user: User) -> Reach:
        """Every unit for who watches all, the units that the person answers for or leads for everybody else."""
        if people.watches(user):
            return Reach(True, tuple(_units()))
        return Reach(False, tuple(_units().filter(pk__in=people.answers_for(user) | people.leads(user))))

    def facts(self, asked: Asked) -> QuerySet[Any]:
        """What came or was closed in the period."""
        period = asked.selection.period
        touched = Question.objects.filter(_within("received_at", period) | _within("closed_at", period))
        return asked.of_units(touched).order_by("-received_at", "-pk")

    def columns(self, asked: Asked) -> tuple[Measure, ...]:
        """The columns, which hang on the period and on now."""
        came = _within("received_at", asked.selection.period)
        answered = _within("closed_at", asked.selection.period) & Q(state=State.ANSWERED)
        is_open = Q(state__in=[state.value for state in OPEN])
        return (
            Counted("received", _("Received"), came),
            Counted("answered", _("Answered"), answered),
            Counted("on_time", _("Answered in time"), answered & Q(answered_on_time=True)),
            Share("share", _("In time, per cent"), "on_time", "answered"),
            Counted("open", _("Still open"), came & is_open),
            Counted("overdue", _("Overdue"), came & is_open & Q(due_at__lte=asked.now)),
            Hours("hours", _("Hours to the answer, on average"), ANSWERING),
        )


@register
class FeedbackReport(CountedReport):
    """A line a subject; officers see all, leaders what leaders may know, nobody else anything."""

    code = "phan-anh"
    title = _("Feedback")
    purpose = _("What came as feedback in the period, by subject, and what has become of it. Figures alone.")
    icon = "comment"
    dimension = ByValue(_("Subject"), ("subject",))
    fullest_first = True
    refusal = _("Feedback is open to the officers named for it and to the leaders alone.")
    related = ("field__parent", "about_unit")
    measures = (
        Counted(ALL_FACTS, _("Received")),
        *(Counted(kind.value, kind.label, Q(kind=kind)) for kind in Kind),
        Counted("grave", _("Serious or urgent"), Q(severity__in=[Severity.SERIOUS, Severity.URGENT])),
        Counted("closed", _("Closed"), Q(state=FeedbackState.CLOSED)),
        Counted("open", _("Still open"), ~Q(state=FeedbackState.CLOSED)),
    )
    told = (
        Told(_("Number"), 10, lambda row: row.pk, Type.NUMBER),
        Told(_("Kind"), 24, lambda row: str(row.get_kind_display())),
        Told(_("Subject"), 30, lambda row: row.subject or ""),
        Told(_("Unit concerned"), 35, lambda row: row.about_unit.name if row.about_unit else ""),
        Told(_("Severity"), 14, lambda row: str(row.get_severity_display())),
        Told(_("State"), 30, lambda row: str(row.get_state_display())),
        Told(_("Outcome"), 30, lambda row: str(Outcome(row.outcome).label) if row.outcome else ""),
        Told(_("Received"), 17, lambda row: row.received_at, Type.MOMENT),
    )

    def reach_of(self, user: User) -> Reach:
        """Officers and leaders; a superuser is none by being one."""
        may = feedback_people.is_officer(user) or feedback_people.directs(user)
        return Reach(may, tuple(_units()) if may else ())

    def facts(self, asked: Asked) -> QuerySet[Any]:
        """What came in the period; for leaders reports of wrong content and what was put to them (ND-13.2)."""
        seen = Feedback.objects.all() if feedback_people.is_officer(asked.user) else Feedback.objects.for_leaders()
        came = seen.received_within(asked.selection.period).annotate(subject=SUBJECT)
        return asked.of_units(came, "about_unit").order_by("-received_at", "-pk")
