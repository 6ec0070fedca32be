"""The acts that the page of a record offers: name, form, rule and what is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qa.feedback.desk import forms
from qa.feedback.handling import directing, holding, taking, working
from qa.feedback.handling.taking import Sorting
from qa.feedback.rules import Rules

if TYPE_CHECKING:
    from accounts.models import User

Act = Callable[[int, "User", dict[str, Any]], Any]


@dataclass(frozen=True)
class Verb:
    """One act. ``why_not`` decides whether the page offers it; it is asked again when the act is done."""

    code: str
    label: str | Promise
    form: type[forms.VerbForm] | None
    why_not: Callable[[Rules], str | None]
    act: Act
    done: str | Promise


VERBS = (
    Verb(
        "take",
        _("Take it on"),
        None,
        Rules.why_not_take,
        lambda pk, user, said: taking.take(pk, user),
        _("The feedback is yours."),
    ),
    Verb(
        "hold",
        _("Put the page on hold"),
        forms.HoldForm,
        Rules.why_not_hold,
        lambda pk, user, said: holding.hold(pk, user, said["reason"]),
        _("The page is out of sight; the leaders have been told."),
    ),
    Verb(
        "sort",
        _("Sort it: subject, unit, severity"),
        forms.SortForm,
        Rules.why_not_sort,
        lambda pk, user, said: taking.sort(pk, user, Sorting(said["field"], said["unit"], said["severity"])),
        _("It has been sorted."),
    ),
    Verb(
        "assign",
        _("Assign it"),
        forms.AssignForm,
        Rules.why_not_assign,
        lambda pk, user, said: taking.assign(pk, user, said["to"], said["said"]),
        _("It has been assigned."),
    ),
    Verb(
        "direct",
        _("Direct"),
        forms.DirectForm,
        Rules.why_not_direct,
        lambda pk, user, said: directing.direct(pk, user, said["text"], said["until"]),
        _("The officer has been told of your direction."),
    ),
    Verb(
        "fulfil",
        _("Report that the direction was carried out"),
        forms.FulfilForm,
        Rules.why_not_fulfil,
        lambda pk, user, said: directing.fulfil(pk, user, said["report"]),
        _("Whoever directed has been told."),
    ),
    Verb(
        "advise",
        _("Advise"),
        forms.AdviseForm,
        Rules.why_not_advise,
        lambda pk, user, said: working.advise(pk, user, said["advice"]),
        _("Your advice has been noted."),
    ),
    Verb(
        "reply",
        _("Note the authority's reply"),
        forms.ReplyForm,
        Rules.why_not_note_reply,
        lambda pk, user, said: working.note_reply(pk, user, said["reply"]),
        _("The reply has been noted."),
    ),
    Verb(
        "refer",
        _("Refer it to the competent authority"),
        forms.ReferForm,
        Rules.why_not_refer,
        lambda pk, user, said: working.refer(pk, user, said["authority"], said["until"], said["said"]),
        _("It has been referred; the sender sees to whom."),
    ),
    Verb(
        "propose",
        _("Put it to the leaders"),
        forms.ProposeForm,
        Rules.why_not_refer,
        lambda pk, user, said: directing.propose(pk, user, said["proposal"]),
        _("The leaders have been told."),
    ),
    Verb(
        "close",
        _("Close it with an outcome"),
        forms.CloseForm,
        Rules.why_not_refer,
        lambda pk, user, said: working.close(pk, user, said["outcome"], said["told"]),
        _("It is closed; the sender reads the outcome."),
    ),
)
BY_CODE = {verb.code: verb for verb in VERBS}
