"""Tying items to key tasks: what their forms offer, and what the ledger notes when a version goes public (ND-7.1b)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from units import calendar
from units.contributions.models import Contribution
from units.keytasks.models import ContributionTask, KeyTask, TellsOfTasks

FIELD = "key_tasks"


def offer(form: forms.ModelForm[Any]) -> None:
    """Let ``form`` offer the tasks that run, and those that its item names already; no field where there are none."""
    if FIELD not in form.fields:
        return
    named = [task.pk for task in form.instance.key_tasks.all()] if form.instance.pk else []
    # Two conditions of one query: a union of two querysets could not be filtered by the field any more.
    running = KeyTask.objects.to_tell_of(calendar.today()).values("pk")
    offered = KeyTask.objects.filter(Q(pk__in=running) | Q(pk__in=named)).in_order()
    if not offered.exists():
        del form.fields[FIELD]
        return
    field: Any = form.fields[FIELD]
    field.widget, field.queryset = forms.CheckboxSelectMultiple(), offered


@transaction.atomic
def follow(item: Any) -> None:
    """Note of which tasks the public version of ``item`` tells; nothing where it has no row in the ledger."""
    if not isinstance(item, TellsOfTasks):
        return
    wanted = {task.pk for task in item.key_tasks.all()}
    tied = ContributionTask.objects.filter(
        contribution__item_type=ContentType.objects.get_for_model(item), contribution__item_id=item.pk
    )
    noted = dict(tied.values_list("task", "pk"))
    if wanted == set(noted):
        return
    ContributionTask.objects.filter(pk__in=[pk for task, pk in noted.items() if task not in wanted]).delete()
    row = Contribution.objects.filter(item_type=ContentType.objects.get_for_model(item), item_id=item.pk).first()
    if row is not None:
        ContributionTask.objects.bulk_create(
            ContributionTask(contribution=row, task_id=task) for task in sorted(wanted - set(noted))
        )
