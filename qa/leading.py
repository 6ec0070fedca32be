"""What questions and feedback add to the leader's page: numbers and units, never a word of anybody (ND-9.2, N-9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from qa import people
from qa.feedback import people as feedback_people
from qa.feedback.models import Feedback, Kind
from qa.models import Question, State
from qa.models.questions import QuestionQuerySet
from units import calendar
from units.clock import words
from units.clock.delay import every_minute
from units.leading.chairs import Chair
from units.leading.lines import Line, Tone

#: So many units are named.
NAMED = 3
DAYS = timedelta(days=30)


def _seen_from(chair: Chair) -> QuestionQuerySet | None:
    """The questions whose figures the chair shows; None where the person is not told of all units'."""
    if chair.unit is not None:
        return Question.objects.filter(unit=chair.unit)
    return Question.objects.all() if people.watches(chair.user) else None


def late_questions(chair: Chair) -> Iterator[Line]:
    """Units that owe a step on a question and are late, the latest first; one query."""
    seen = _seen_from(chair)
    if seen is None:
        return
    late = seen.open().filter(due_at__lte=chair.now).order_by().values("unit__name")
    for row in late.annotate(number=Count("pk"), due=Min("due_at")).order_by("due")[:NAMED]:
        text = ngettext(
            "%(unit)s: %(number)s question overdue, the longest by %(time)s.",
            "%(unit)s: %(number)s questions overdue, the longest by %(time)s.",
            row["number"],
        ) % {
            "unit": row["unit__name"],
            "number": row["number"],
            "time": words.length(every_minute(row["due"], chair.now)),
        }
        yield Line(text, _("See the questions"), _questions_url(chair), Tone.BAD)


def questions(chair: Chair) -> Iterator[Line]:
    """What was asked in the last thirty days, and how much of what was closed was answered in time; one query."""
    seen = _seen_from(chair)
    if seen is None:
        return
    since = calendar.start_of(calendar.day_of(chair.now) - DAYS)
    closed = Q(state=State.ANSWERED, closed_at__gte=since)
    figures = seen.aggregate(
        asked=Count("pk", filter=Q(received_at__gte=since)),
        answered=Count("pk", filter=closed),
        on_time=Count("pk", filter=closed & Q(answered_on_time=True)),
    )
    if not figures["asked"] + figures["answered"]:
        return
    text = _("In thirty days %(asked)s questions came, %(answered)s were answered, %(on_time)s of them in time.")
    share = round(100 * figures["on_time"] / figures["answered"]) if figures["answered"] else None
    yield Line(text % figures, _("See the questions"), _questions_url(chair), share=share)


def feedback(chair: Chair) -> Iterator[Line]:
    """What leaders may know of feedback: reports of wrong content that are open; one query, of leaders alone."""
    if chair.unit is not None or not feedback_people.directs(chair.user):
        return
    number = Feedback.objects.for_leaders().open().filter(kind=Kind.WRONG).count()
    if number:
        text = ngettext(
            "%(number)s report of wrong content is not settled yet.",
            "%(number)s reports of wrong content are not settled yet.",
            number,
        )
        yield Line(text % {"number": number}, _("Open"), reverse("feedback:index"))


def _questions_url(chair: Chair) -> str:
    return reverse("questions:units") if people.watches(chair.user) else reverse("questions:index")
