"""A question's answer as a page of its unit: the draft that the editor and approval then work on (ND-9.4b)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from qa import trail
from qa.locking import locked
from qa.models import Act, AnswerPage, AnswersOfUnitPage
from qa.rules import Rules
from units import calendar
from units.guarding import demand
from units.models import Unit, UnitPage

if TYPE_CHECKING:
    from accounts.models import User

TITLE_LENGTH = 110
SLUG = "hoi-dap"


def draft(pk: int, user: User) -> AnswerPage:
    """The page on which ``user`` answers the question: the one begun before, or a new draft of the owner unit.

    The draft begins with what was asked; who asked stays where it is. Raises ``PermissionDenied`` where ``user`` may
    not, where the asker wishes a private answer, and where the unit has no page of its own.
    """
    with locked(pk) as question:
        demand(Rules(question, user).why_not_handle())
        if question.wants_private:
            raise PermissionDenied(_("The asker wishes a private answer; write it here and send it to the leader."))
        if question.page is not None:
            return question.page
        page = AnswerPage(
            title=Truncator(" ".join(question.text.split())).chars(TITLE_LENGTH),
            question=question.text,
            field=question.field,
            asked_on=calendar.day_of(question.received_at),
            owner=user,
            live=False,
        )
        _place_of(question.unit).add_child(instance=page)
        page.save_revision(user=user, log_action=True)
        question.page = page
        question.save(update_fields=["page"])
        trail.write(question, Act.DRAFTED, user)
        return page


def _place_of(unit: Unit) -> AnswersOfUnitPage:
    """“Hỏi – Đáp” of the unit, laid now if this is its first answer."""
    parent = UnitPage.objects.filter(pk=unit.page_id).first()
    if parent is None:
        raise PermissionDenied(_("%(unit)s has no page of its own yet; tell the office.") % {"unit": unit})
    found = AnswersOfUnitPage.objects.child_of(parent).first()
    if found is None:
        found = AnswersOfUnitPage(title=_("Questions and answers"), slug=SLUG, live=True)
        parent.add_child(instance=found)
    return cast(AnswersOfUnitPage, found)
