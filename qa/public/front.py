"""“Questions just answered” on the front page (ND-6.2g)."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from qa.models import AnswerPage, QuestionsPage
from units import calendar
from units.audience import visible_to
from units.front_blocks import Block, Line

SHOWN = 3
#: What was answered longer ago is no news; it stays in the list of answers.
FRESH_FOR = timedelta(days=60)


def block(request: HttpRequest) -> Block | None:
    """The newest answers of the last sixty days, or when there was one last; two queries."""
    page = QuestionsPage.objects.live().first()
    if page is None:
        return None
    newest = list(visible_to(request).readable(AnswerPage.objects.published().for_lines())[:SHOWN])
    since = calendar.start_of(calendar.today() - FRESH_FOR)
    return Block(
        heading=_("Questions just answered"),
        url=page.get_url(request) or "",
        lines=[_line(answer, request) for answer in newest if answer.first_published_at >= since],
        renewed=newest[0].first_published_at if newest else None,
    )


def _line(answer: AnswerPage, request: HttpRequest) -> Line:
    notes = [each for each in (answer.field and answer.field.name, answer.unit and answer.unit.label) if each]
    return Line(answer.title, answer.get_url(request) or "", "", notes, answer.first_published_at)
