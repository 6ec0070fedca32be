"""The acts that the page of a question offers: name, form, rule and what is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qa.answering import private
from qa.desk import forms
from qa.handling import consulting, merging, taking, timing
from qa.handling.timing import is_paused
from qa.models import PrivateAnswer, Question, State
from qa.rules import Rules

if TYPE_CHECKING:
    from accounts.models import User

Act = Callable[[Question, "User", dict[str, Any]], Any]
Offered = Callable[[Question, Rules], bool]


@dataclass(frozen=True)
class Verb:
    """One act. ``offered`` says whether the page shows it; whether it is allowed is asked again when it is done."""

    code: str
    label: str | Promise
    form: type[forms.VerbForm] | None
    offered: Offered
    act: Act
    done: str | Promise


def _may_handle(question: Question, rules: Rules) -> bool:
    return rules.why_not_handle() is None


def _may_decide(question: Question, rules: Rules) -> bool:
    waiting = private.current(question) if question.state == State.AWAITING else None
    return private.why_not_decide(waiting, rules.user) is None


def _writes_privately(question: Question, rules: Rules) -> bool:
    return _may_handle(question, rules) and question.page is None


VERBS = (
    Verb(
        "accept",
        _("Accept"),
        None,
        lambda question, rules: rules.why_not_accept() is None,
        lambda question, user, said: taking.accept(question.pk, user),
        _("The question is yours."),
    ),
    Verb(
        "save_private",
        _("Save the private answer"),
        forms.PrivateForm,
        _writes_privately,
        lambda question, user, said: private.save(question.pk, user, said["text"]),
        _("The draft has been saved."),
    ),
    Verb(
        "submit_private",
        _("Send it to the leader"),
        forms.PrivateForm,
        _writes_privately,
        lambda question, user, said: private.submit(question.pk, user, said["text"], said["without_opinions"]),
        _("The answer waits for the leader's approval."),
    ),
    Verb(
        "approve_private",
        _("Approve the private answer"),
        None,
        _may_decide,
        lambda question, user, said: private.approve(question.pk, user),
        _("The asker can read the answer now."),
    ),
    Verb(
        "return_private",
        _("Return the private answer"),
        forms.ReturnForm,
        _may_decide,
        lambda question, user, said: private.send_back(question.pk, user, said["reason"]),
        _("The answer was returned."),
    ),
    Verb(
        "consult",
        _("Ask other units"),
        forms.ConsultForm,
        _may_handle,
        lambda question, user, said: consulting.consult(
            question.pk, user, said["units"], said["request"], said["until"]
        ),
        _("The units have been asked."),
    ),
    Verb(
        "route",
        _("Pass it on"),
        forms.RouteForm,
        lambda question, rules: rules.why_not_route() is None,
        lambda question, user, said: taking.route(question.pk, user, said["unit"], said["reason"]),
        _("The question has been passed on."),
    ),
    Verb(
        "pause",
        _("Let the clock stand still"),
        forms.PauseForm,
        lambda question, rules: _may_handle(question, rules) and not is_paused(question),
        lambda question, user, said: timing.pause(question.pk, user, said["until"], said["reason"]),
        _("The clock stands still; the asker sees why."),
    ),
    Verb(
        "resume",
        _("Let the clock run on"),
        None,
        lambda question, rules: _may_handle(question, rules) and is_paused(question),
        lambda question, user, said: timing.resume(question.pk, user),
        _("The clock runs on."),
    ),
    Verb(
        "extend",
        _("Take longer"),
        forms.ExtendForm,
        _may_handle,
        lambda question, user, said: timing.extend(question.pk, user, said["until"], said["reason"]),
        _("The answer has more time; the asker sees why."),
    ),
    Verb(
        "merge",
        _("Merge it into another question"),
        forms.MergeForm,
        _may_handle,
        lambda question, user, said: merging.merge(question.pk, user, said["into"]),
        _("The two questions get one answer."),
    ),
    Verb(
        "decline",
        _("Do not take it up"),
        forms.DeclineForm,
        lambda question, rules: rules.why_not_decline() is None,
        lambda question, user, said: taking.decline(question.pk, user, said["reason"]),
        _("The question is closed; the asker reads why."),
    ),
)
BY_CODE = {verb.code: verb for verb in VERBS}
#: Shown with the answer itself, not among the other acts.
OF_PRIVATE_ANSWER = {"save_private", "submit_private", "approve_private", "return_private"}


def private_text(question: Question) -> str:
    """What the form of the private answer begins with."""
    answer = private.current(question)
    return answer.text if answer is not None and answer.state != PrivateAnswer.State.APPROVED else ""
