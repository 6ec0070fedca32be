"""A private answer: written by an officer, approved by the unit's leader, read by whoever holds the code (ND-9.4b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from qa import trail
from qa.handling.consulting import awaited
from qa.handling.taking import close
from qa.locking import locked
from qa.models import Act, PrivateAnswer, Question, State
from qa.rules import Rules, demand_reason
from units.approval import routes
from units.approval.models import Delegation, StageTask
from units.approval.traits import Traits
from units.guarding import demand
from units.messages import Kind, tell
from units.models import Membership, Unit

if TYPE_CHECKING:
    from accounts.models import User

KIND = "answer"


def current(question: Question) -> PrivateAnswer | None:
    """The private answer of the owner unit that is being worked on or was approved last."""
    return question.private_answers.filter(unit=question.unit_id).order_by("-pk").first()


def save(pk: int, user: User, text: str) -> PrivateAnswer:
    """Keep the draft. Raises ``PermissionDenied`` where ``user`` may not or the answer is under way publicly."""
    with locked(pk) as question:
        return _saved(question, user, text)


def submit(pk: int, user: User, text: str, without_opinions: bool = False) -> PrivateAnswer:
    """Keep the text and send it to the leader.

    Raises ``PermissionDenied`` where nobody could approve it, and while an opinion is awaited unless
    ``without_opinions``.
    """
    with locked(pk) as question:
        waiting = awaited([question])
        if waiting and not without_opinions:
            sentence = _("An opinion is still awaited: %(units)s. Wait for it, or tick here to go on without it.")
            raise PermissionDenied(sentence % {"units": waiting})
        answer = _saved(question, user, text)
        deciders = eligible(answer)
        if not deciders.exists():
            raise PermissionDenied(
                _("%(unit)s has nobody who could approve the answer but those who wrote it; tell the office.")
                % {"unit": question.unit}
            )
        answer.state, answer.submitted_at, answer.comment = PrivateAnswer.State.WAITING, timezone.now(), ""
        answer.save()
        question.state = State.AWAITING
        question.save(update_fields=["state"])
        trail.write(question, Act.SUBMITTED, user)
        sentence = _("A private answer to question no. %(number)s waits for your approval.")
        tell(deciders, Kind.WAITING, sentence % {"number": pk}, _address(question), item=question)
        return answer


def approve(pk: int, user: User) -> PrivateAnswer:
    """Let the asker read it. Raises ``PermissionDenied`` for everybody but the unit's leader, and for its writers."""
    with locked(pk) as question:
        answer = _decided(question, user, PrivateAnswer.State.APPROVED)
        close(question, State.ANSWERED)
        question.save()
        trail.write(question, Act.ANSWERED, user)
        return answer


def send_back(pk: int, user: User, reason: str) -> PrivateAnswer:
    """Return it to the officer with a reason. Raises ``PermissionDenied`` like ``approve``."""
    reason = demand_reason(reason)
    with locked(pk) as question:
        answer = _decided(question, user, PrivateAnswer.State.RETURNED, reason)
        question.state = State.ACCEPTED
        question.save(update_fields=["state"])
        trail.write(question, Act.RETURNED, user, reason)
        if question.officer is not None:
            sentence = _("The answer to question no. %(number)s was returned: %(reason)s")
            words = {"number": pk, "reason": reason}
            tell([question.officer], Kind.RETURNED, sentence % words, _address(question), item=question)
        return answer


def why_not_decide(answer: PrivateAnswer | None, user: User) -> str | None:
    """Why ``user`` may not approve or return it, as a sentence with who may instead."""
    if answer is None or answer.state != PrivateAnswer.State.WAITING:
        return _("No private answer waits here for approval.")
    if eligible(answer).filter(pk=user.pk).exists():
        return None
    names = ", ".join(str(person) for person in eligible(answer)[:5])
    sentence = _("Only the leader of %(unit)s approves this answer, and nobody their own: %(names)s.")
    return sentence % {"unit": answer.unit, "names": names or _("at present nobody; tell the office")}


def eligible(answer: PrivateAnswer) -> QuerySet[User]:
    """The holders today of the role that the unit's route names for answers, and whoever stands in for one of them."""
    stage = stage_for(answer.unit)
    nobody = get_user_model().objects.none()
    if stage is None:
        return nobody
    writers = list(answer.writers.values_list("pk", flat=True))
    held = Membership.objects.in_force().filter(role=stage.role, unit=answer.unit).exclude(user__in=writers)
    lent = Delegation.objects.in_force().filter(membership__in=held)
    able = Q(pk__in=held.values("user")) | Q(pk__in=lent.values("delegate"))
    found: QuerySet[User] = get_user_model().objects.filter(able, is_active=True).exclude(pk__in=writers)
    return found.order_by("pk")


def stage_for(unit: Unit) -> StageTask | None:
    """The stage at which the unit's own people approve answers, as the route in force says."""
    route = routes.in_force_for(unit)
    stages = routes.stages_for(route, Traits(kind=KIND), unit) if route is not None else []
    return next((stage for stage in stages if stage.scope == StageTask.Scope.UNIT), None)


def _saved(question: Question, user: User, text: str) -> PrivateAnswer:
    demand(Rules(question, user).why_not_handle())
    if not text.strip():
        raise PermissionDenied(_("The answer is still empty."))
    answer = current(question)
    if answer is None or answer.state == PrivateAnswer.State.APPROVED:
        answer = PrivateAnswer(question=question, unit=question.unit, written_by=user)
    answer.text = text.strip()
    answer.save()
    answer.writers.add(user)
    return answer


def _decided(question: Question, user: User, state: str, comment: str = "") -> PrivateAnswer:
    answer = current(question)
    demand(why_not_decide(answer, user))
    assert answer is not None  # noqa: S101  (the rule has asked)
    answer.state, answer.decided_by, answer.decided_at, answer.comment = state, user, timezone.now(), comment
    answer.save()
    return answer


def _address(question: Question) -> str:
    return reverse("questions:question", args=[question.pk])
