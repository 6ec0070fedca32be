"""The verbs of the register of key tasks: enter, change, end; none deletes (ND-7.1b)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from units.contributions.periods import day_text
from units.guarding import demand
from units.keytasks import rules
from units.keytasks.models import KeyTask
from units.models.register import Unit
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def enter(facts: Mapping[str, Any], units: Collection[Unit], by: User) -> KeyTask:
    """Put a task into the register; without ``units`` it is every unit's.

    Raises ``PermissionDenied`` with a sentence for somebody who may not.
    """
    demand(rules.refusal(by))
    task = KeyTask.objects.create(by=by, **facts)
    task.units.set(units)
    _note(task, units, by, "entered")
    return task


@transaction.atomic
def change(pk: int, facts: Mapping[str, Any], units: Collection[Unit], by: User) -> KeyTask:
    """Correct a task; items that are tied to it stay tied.

    Raises ``PermissionDenied`` with a sentence for somebody who may not and for a task that was ended.
    """
    task = _locked(pk)
    demand(rules.refusal(by) or rules.refusal_of_change(task))
    for name, value in facts.items():
        setattr(task, name, value)
    task.save()
    task.units.set(units)
    _note(task, units, by, "changed")
    return task


@transaction.atomic
def end(pk: int, day: date, reason: str, by: User) -> KeyTask:
    """Let a task end with ``day``, before its period does.

    Raises ``PermissionDenied`` with a sentence for somebody who may not and for a day that is refused.
    """
    task = _locked(pk)
    demand(rules.refusal(by) or rules.refusal_of_change(task) or rules.refusal_of_end(task, day))
    task.ended_on, task.end_reason = day, reason
    task.save(update_fields=["ended_on", "end_reason"])
    note(Verb.KEY_TASK, task, by, act="ended", until=day_text(day), reason=reason)
    return task


def _note(task: KeyTask, units: Collection[Unit], by: User, act: str) -> None:
    named = "; ".join(unit.name for unit in units)
    note(Verb.KEY_TASK, task, by, act=act, decision=task.symbol, period=task.label, units=named)


def _locked(pk: int) -> KeyTask:
    return KeyTask.objects.select_for_update(of=("self",)).get(pk=pk)
