"""Somebody asks to see or erase what they sent; who decides, and what is kept of it (N-9).

Whoever has the code has shown that the record is theirs. Somebody who lost it comes in person; the officer then notes
how they showed it. The log says what was asked and decided, by number, and stays when the record is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qa import people as question_people
from qa import retention
from qa.clock.due import after_days
from qa.feedback import people as feedback_people
from qa.feedback.models import DataRequest, Feedback, FeedbackTerms, SealedIdentity
from qa.feedback.models.requests import DataRequestQuerySet
from qa.models import AskerIdentity, IntakeFile, Question
from units.clock.working_days import WorkingDays
from units.guarding import demand
from units.messages import Kind, tell
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User

BY_CODE = gettext_lazy("the code")
Wish, State = DataRequest.Wish, DataRequest.State


@dataclass(frozen=True)
class DataStanding:
    """What the page of a code says of such requests."""

    requests: list[DataRequest]
    may_ask: list[tuple[str, str]]
    may_see: bool


def standing_of(record: models.Model) -> DataStanding:
    """What was asked about ``record`` and what can be; whether its sender may see it now."""
    made = list(DataRequest.objects.about(record).order_by("pk"))
    waiting = {row.wish for row in made if row.state == State.OPEN}
    since = timezone.now() - timedelta(days=FeedbackTerms.now().request_shown_days)
    granted = [row for row in made if row.wish == Wish.SEE and row.state == State.GRANTED]
    may_see = any(row.decided_at is not None and row.decided_at >= since for row in granted)
    can_ask = [(value, str(label)) for value, label in Wish.choices if value not in waiting]
    return DataStanding(made, can_ask, may_see)


def shown_to_sender(record: Question | Feedback) -> dict[str, Any]:
    """For the page of a code: what was asked and, where that was granted, what was sent. A sealed identity stays so."""
    standing = standing_of(record)
    if not standing.may_see:
        return {"data": standing}
    who = AskerIdentity.objects.filter(question=record).first() if isinstance(record, Question) else None
    lines = [line for line in (who.name, who.email, who.phone) if line] if who is not None else []
    has_identity = isinstance(record, Feedback) and SealedIdentity.objects.filter(feedback=record).exists()
    files = IntakeFile.objects.of(record)
    return {"data": standing, "sent": record.text, "sent_lines": lines, "files": files, "has_identity": has_identity}


def ask_by_code(record: Question | Feedback, wish: str) -> DataRequest:
    """Take the request of somebody who has the code. Raises ``PermissionDenied`` for one that waits already."""
    return _ask(record, wish, str(BY_CODE))


def ask_in_person(record: Question | Feedback, user: User, wish: str, shown_by: str) -> DataRequest:
    """Note the request of somebody who came in person, and how they showed that it is theirs.

    Raises ``PermissionDenied`` where ``user`` may not decide on it or says nothing of that.
    """
    demand(why_not_decide(record, user))
    if not shown_by.strip():
        raise PermissionDenied(_("Say how the person showed that this is theirs."))
    return _ask(record, wish, shown_by.strip())


def _ask(record: Question | Feedback, wish: str, shown_by: str) -> DataRequest:
    if wish not in Wish.values:
        raise PermissionDenied(_("Choose whether you wish to see or to erase what you sent."))
    now = timezone.now()
    due = after_days(now, FeedbackTerms.now().request_days, WorkingDays.load())
    kind = ContentType.objects.get_for_model(record)
    try:
        with transaction.atomic():
            made = DataRequest.objects.create(
                about_type=kind, about_id=record.pk, wish=wish, shown_by=shown_by[:200], asked_at=now, due_at=due
            )
            tell(deciders(record), Kind.WAITING, sentence_of(made), address(), item=made, about=str(record))
            return made
    except IntegrityError as error:
        raise PermissionDenied(_("You have asked for this already; it is being decided.")) from error


def sentence_of(request: DataRequest) -> str:
    """What people who decide are told: a number and a wish."""
    sentence = _("Somebody asks about their data: %(what)s.")
    return sentence % {"what": request}


def address() -> str:
    """Where such requests are decided."""
    return reverse("data_requests:index")


def deciders(record: Question | Feedback) -> models.QuerySet[User]:
    """Who decides: named officers for feedback, officers of the owner unit for a question."""
    if isinstance(record, Feedback):
        return feedback_people.officers()
    return question_people.officers_of(record.unit)


def why_not_decide(record: Question | Feedback, user: User) -> str | None:
    """Why ``user`` may not decide on a request about ``record``."""
    if isinstance(record, Feedback):
        allowed = feedback_people.is_officer(user)
    else:
        allowed = record.unit_id in question_people.answers_for(user)
    return None if allowed else _("Only the officers who handle it decide on this.")


def of_reach(user: User) -> DataRequestQuerySet:
    """The requests that ``user`` decides on or has a share in: those about what they handle."""
    kinds = ContentType.objects.get_for_models(Question, Feedback)
    units = question_people.answers_for(user)
    own = Q(about_type=kinds[Question], about_id__in=Question.objects.filter(unit__in=units).values("pk"))
    # What was erased belongs to nobody any more; whoever decided on it still finds it in the log.
    reach = own | Q(decided_by=user.pk)
    if feedback_people.is_officer(user):
        reach |= Q(about_type=kinds[Feedback])
    return DataRequest.objects.filter(reach).select_related("about_type", "decided_by")


def grant(pk: int, user: User, remark: str = "") -> DataRequest:
    """Let the person see what they sent behind their code, or erase it, now and for good.

    Raises ``PermissionDenied`` where ``user`` may not or it has been decided.
    """
    with transaction.atomic():
        request, record = _begin(pk, user)
        request.state, request.reason = State.GRANTED, remark.strip()
        if request.wish == Wish.ERASE:
            request.erased_rows = retention.erase(record)
        return _end(request, user)


def refuse(pk: int, user: User, reason: str) -> DataRequest:
    """Say no, with a reason that the person reads. Raises ``PermissionDenied`` like ``grant``, and without a reason."""
    if not reason.strip():
        raise PermissionDenied(_("Say why; the person reads it."))
    with transaction.atomic():
        request, _record = _begin(pk, user)
        request.state, request.reason = State.REFUSED, reason.strip()
        return _end(request, user)


def record_of(request: DataRequest) -> Question | Feedback | None:
    """What the request is about; None once it was erased."""
    model = request.about_type.model_class()
    record = model._default_manager.filter(pk=request.about_id).first() if model is not None else None
    return record if isinstance(record, Question | Feedback) else None


def _begin(pk: int, user: User) -> tuple[DataRequest, Question | Feedback]:
    request = DataRequest.objects.select_for_update().get(pk=pk)
    record = record_of(request)
    if request.state != State.OPEN:
        raise PermissionDenied(_("%(person)s has decided this already.") % {"person": request.decided_by})
    if record is None:
        raise PermissionDenied(_("What this was about has been erased already."))
    demand(why_not_decide(record, user))
    return request, record


def _end(request: DataRequest, user: User) -> DataRequest:
    request.decided_by, request.decided_at = user, timezone.now()
    request.save()
    note(Verb.DATA_REQUEST, request, user, what=f"{request}: {request.get_state_display()}", erased=request.erased_rows)
    return request
